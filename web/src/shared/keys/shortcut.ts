/** A key press as one writes it: `Ctrl+Enter`, `Shift+ArrowLeft`, `?`, `a`. Ctrl is Cmd on a Mac. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & { code?: string },
) {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  const key = nameOf(event);
  // the shift of `?` or `+` is part of the character, that of letters and named keys is not
  if (event.shiftKey && (key.length > 1 || key.toLowerCase() !== key.toUpperCase())) parts.push('Shift');
  parts.push(key.length === 1 ? key.toLowerCase() : key);
  return parts.join('+');
}

/**
 * What the key is called. An input method hides the key (`Process`), Alt on a Mac and other scripts make another
 * character of it, and the digits of a French keyboard need shift: then its place tells.
 */
function nameOf({ key, code, shiftKey }: { key: string; code?: string; shiftKey: boolean }): string {
  if (key === ' ') return 'Space';
  const [, letter, digit] = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code ?? '') ?? [];
  if (key === 'Process' || (key.length === 1 && key.charCodeAt(0) > 127)) return letter ?? digit ?? key;
  return digit && !shiftKey ? digit : key;
}

/** Whether the keys belong to what has the focus: somebody is typing, or a list is open. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'range', 'color', 'file', 'submit'].includes(target.type)
  );
}

/** Whether a plain key already means something to the focused control: Enter presses a button, an arrow moves a slider. */
export function ownsKey(target: EventTarget | null, shortcut: string): boolean {
  if (!(target instanceof Element)) return false;
  const plain = shortcut.replace('Shift+', '');
  if (plain === 'Enter' || plain === 'Space')
    return target.closest('button, a[href], summary, input, [role^="menuitem"], [role="slider"]') !== null;
  return plain.startsWith('Arrow') && target.closest('input, [role^="menu"], [role="slider"]') !== null;
}

const symbols: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
};

/** The parts of a shortcut as keycaps. */
export const keycaps = (shortcut: string): string[] =>
  shortcut.split(/\+(?=.)/).map((key) => symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key));
