/** A key as people read it: "B", "Ctrl+Shift+Z", "Ctrl+ArrowLeft", "Space", "?". Ctrl is also ⌘. */
export type Key = string;

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether the press is this key. Letters and digits also match by their place, as an input method may hide them. */
export function matches(press: KeyPress, key: Key): boolean {
  const { ctrl, alt, shift, name } = parsed(key);
  if (ctrl !== (press.ctrlKey || press.metaKey) || alt !== press.altKey) return false;
  if (/^[A-Z]$/.test(name)) return shift === press.shiftKey && isCharacter(press, name, `Key${name}`);
  if (/^[0-9]$/.test(name)) {
    return shift === press.shiftKey && (isCharacter(press, name, `Digit${name}`) || press.code === `Numpad${name}`);
  }
  if (name === 'Space') return shift === press.shiftKey && press.code === 'Space';
  // for other characters (?, [) shift depends on the keyboard's layout
  if (name.length === 1) return press.key === name;
  return shift === press.shiftKey && press.key === name;
}

/** The digit 0-9 that is pressed without a modifier, or undefined. */
export function digitOf(press: KeyPress): number | undefined {
  for (let digit = 0; digit <= 9; digit++) {
    if (matches(press, String(digit))) return digit;
  }
  return undefined;
}

/** The parts as they are shown on key caps. */
export function keyCaps(key: Key): string[] {
  const { ctrl, alt, shift, name } = parsed(key);
  return [ctrl ? 'Ctrl' : '', alt ? 'Alt' : '', shift ? 'Shift' : '', CAPS[name] ?? name].filter((part) => part !== '');
}

const CAPS: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  Enter: '↵',
};

function isCharacter(press: KeyPress, name: string, code: string): boolean {
  // a Latin key says what it is (AZERTY, Dvorak); anything else is judged by its place
  return /^[\x21-\x7e]$/.test(press.key) ? press.key.toUpperCase() === name : press.code === code;
}

function parsed(key: Key) {
  const parts = key === '+' ? ['+'] : key.split('+');
  const name = parts.at(-1) as string;
  const has = (modifier: string) => parts.slice(0, -1).includes(modifier);
  return { ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift'), name };
}
