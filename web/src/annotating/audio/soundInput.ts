import type { Deck } from './deck';
import { timeAt } from './timeline';

/** A click puts the place where it plays, dragging moves it; the wheel zooms at the pointer, with Shift or sideways it moves along. */
export function listen(root: HTMLElement, deck: Deck): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  const place = (event: MouseEvent) => {
    const { left, width } = root.getBoundingClientRect();
    return timeAt(deck.view, Math.min(width, Math.max(0, event.clientX - left)), width);
  };
  root.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      root.focus({ preventScroll: true });
      root.setPointerCapture(event.pointerId);
      deck.seek(place(event));
    },
    options,
  );
  root.addEventListener(
    'pointermove',
    (event) => {
      if (root.hasPointerCapture(event.pointerId)) deck.seek(place(event));
    },
    options,
  );
  root.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (sideways) deck.pan((event.deltaX || event.deltaY) / root.clientWidth);
      else deck.zoom(2 ** (-event.deltaY / 300), place(event));
    },
    { ...options, passive: false },
  );
  return () => stop.abort();
}
