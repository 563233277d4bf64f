/** Between offsets of the text and places on the screen. Each segment of text is an element with its offset in `data-start`. */

/** The offset that is nearest to a point of the window; undefined where there is no text. */
export function offsetAt(root: HTMLElement, x: number, y: number): number | undefined {
  const caret = caretAt(x, y);
  if (!caret || !root.contains(caret.node)) return undefined;
  if (caret.node instanceof Text) {
    const start = startOf(caret.node.parentElement);
    return start === undefined ? undefined : start + caret.offset;
  }
  // between two elements: the one before or after tells
  const before = caret.node.childNodes[caret.offset - 1];
  const after = caret.node.childNodes[caret.offset];
  if (after instanceof HTMLElement)
    return startOf(after.matches('[data-start]') ? after : after.querySelector('[data-start]'));
  if (!(before instanceof HTMLElement)) return undefined;
  const last = before.matches('[data-start]') ? before : [...before.querySelectorAll('[data-start]')].at(-1);
  const start = startOf(last);
  return start === undefined ? undefined : start + (last?.textContent?.length ?? 0);
}

/** Where the caret before the offset stands, in the window; undefined when that part of the text is not in the page. */
export function caretRect(root: HTMLElement, offset: number): DOMRect | undefined {
  for (const element of root.querySelectorAll('[data-start]')) {
    const start = startOf(element) as number;
    const node = element.firstChild;
    if (!(node instanceof Text) || offset < start || offset > start + node.length) continue;
    // at the end of a segment the next one says better where: a line may begin there
    if (offset === start + node.length && element.nextElementSibling) continue;
    const range = document.createRange();
    range.setStart(node, offset - start);
    range.setEnd(node, Math.min(node.length, offset - start + 1));
    const rects = range.getClientRects();
    const rect = rects[rects.length - 1] ?? element.getBoundingClientRect();
    return new DOMRect(offset - start === node.length ? rect.right : rect.left, rect.top, 0, rect.height);
  }
  return undefined;
}

function startOf(element: Element | null | undefined): number | undefined {
  const start = element instanceof HTMLElement ? element.dataset.start : undefined;
  return start === undefined ? undefined : Number(start);
}

function caretAt(x: number, y: number): { node: Node; offset: number } | undefined {
  if ('caretPositionFromPoint' in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position ? { node: position.offsetNode, offset: position.offset } : undefined;
  }
  // Safari knows only the older call
  const range = (document as Document).caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : undefined;
}
