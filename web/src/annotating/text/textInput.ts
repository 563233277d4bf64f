import type { Desk } from './desk';
import { caretRect, offsetAt } from './place';

/** How near (CSS pixels) the end of a selected span is taken hold of. */
const NEAR = 5;

/** Marks by dragging, words by double click, paragraphs by triple click; a click selects the span there, and its ends can be dragged. */
export function listen(root: HTMLElement, desk: Desk): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let pressed: { offset: number; x: number; y: number; moved: boolean } | undefined;
  let stretching: 'start' | 'end' | undefined;
  let scrolling = 0;

  const place = (event: MouseEvent) => offsetAt(root, event.clientX, event.clientY);

  const endAt = (event: MouseEvent): 'start' | 'end' | undefined => {
    const region = desk.chosen?.region;
    if (!region) return undefined;
    const isNear = (rect: DOMRect | undefined) =>
      rect !== undefined &&
      Math.abs(event.clientX - rect.left) <= NEAR &&
      event.clientY >= rect.top &&
      event.clientY <= rect.bottom;
    if (isNear(caretRect(root, region.end))) return 'end';
    return isNear(caretRect(root, region.start)) ? 'start' : undefined;
  };

  root.addEventListener(
    'mousedown',
    (event) => {
      // the mark is ours: the browser's own selection would end where the text is not in the page
      if (event.button !== 0 || event.offsetX > root.clientWidth) return;
      event.preventDefault();
      root.focus({ preventScroll: true });
      stretching = endAt(event);
      const offset = place(event);
      if (stretching || offset === undefined) return;
      if (event.detail === 2) desk.markWord(offset);
      else if (event.detail > 2) desk.markParagraph(offset);
      else {
        desk.put(offset, event.shiftKey);
        pressed = { offset, x: event.clientX, y: event.clientY, moved: event.shiftKey };
      }
    },
    options,
  );
  root.addEventListener(
    'mousemove',
    (event) => {
      if (!pressed) root.style.cursor = stretching || endAt(event) ? 'ew-resize' : '';
    },
    options,
  );
  const follow = (event: MouseEvent) => {
    if (!pressed) return;
    pressed.moved ||= Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 3;
    const offset = place(event);
    if (pressed.moved && offset !== undefined) desk.put(offset, true);
  };
  window.addEventListener(
    'mousemove',
    (event) => {
      if (stretching) {
        const offset = place(event);
        if (offset !== undefined) desk.stretch(stretching, offset);
      }
      if (!pressed) return;
      follow(event);
      const { top, bottom } = root.getBoundingClientRect();
      const beyond =
        event.clientY < top + 8 ? event.clientY - top - 8 : Math.max(0, event.clientY - bottom + 8);
      cancelAnimationFrame(scrolling);
      const step = () => {
        root.scrollTop += beyond / 3;
        if (pressed && beyond !== 0) scrolling = requestAnimationFrame(step);
      };
      if (beyond !== 0) step();
    },
    options,
  );
  window.addEventListener(
    'mouseup',
    () => {
      cancelAnimationFrame(scrolling);
      if (pressed && !pressed.moved) desk.selectAt(pressed.offset);
      pressed = undefined;
      stretching = undefined;
    },
    options,
  );
  root.addEventListener(
    'copy',
    (event) => {
      const { range } = desk.editor.getState();
      if (!range) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', desk.text.slice(range.start, range.end));
    },
    options,
  );
  return () => stop.abort();
}
