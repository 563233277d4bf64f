import type { Editor } from '../shared/editor';
import type { Deck } from './deck';
import { RULER } from './painter';
import { between, edgeAt, segmentAt, segmentsOf } from './segments';
import { timeAt } from './timeline';

/** CSS pixels: how near to an edge it is taken, and how far the pointer must move to draw. */
const REACH = 5;
const LEAST_MOVE = 4;

/**
 * A click puts the place where it plays, and selects the segment there. Dragging draws a segment, or moves the edge that it
 * begins at; in the ruler, and where no segments are asked for, it moves the place. The wheel zooms at the pointer, with Shift
 * or sideways it moves along.
 */
export function listen(root: HTMLElement, deck: Deck, editor: Editor): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  /** What dragging does; undefined while the pointer is up. */
  let drag: ((event: PointerEvent) => void) | undefined;

  const place = (event: MouseEvent) => {
    const { left, width } = root.getBoundingClientRect();
    return timeAt(deck.view, Math.min(width, Math.max(0, event.clientX - left)), width);
  };
  const isInRuler = (event: MouseEvent) => event.clientY - root.getBoundingClientRect().top < RULER;
  const shown = () => segmentsOf(editor.answers, editor.getState().hidden);
  const edge = (event: MouseEvent) => {
    const reach = (REACH * deck.view.length) / Math.max(1, root.clientWidth);
    const { selected } = editor.getState();
    const all = shown();
    const chosen = all.filter(({ id }) => selected.has(id));
    return edgeAt(chosen, place(event), reach) ?? edgeAt(all, place(event), reach);
  };

  const draw = (began: PointerEvent) => {
    const asked = editor.labelFor('segment');
    const from = place(began);
    let id: string | undefined;
    return (event: PointerEvent) => {
      if (!asked || (!id && Math.abs(event.clientX - began.clientX) < LEAST_MOVE)) return;
      const region = between(from, place(event), deck.seconds);
      if (region) id = deck.put(editor, region, id);
    };
  };

  const move = ({ segment, edge }: NonNullable<ReturnType<typeof edgeAt>>) => {
    const other = segment.region[edge === 'start' ? 'end' : 'start'];
    editor.select([segment.id]);
    return (event: PointerEvent) => {
      const region = between(other, place(event), deck.seconds);
      const now = segmentsOf(editor.answers).find(({ id }) => id === segment.id);
      if (region && now) editor.change(editor.with({ ...now, region }), `edge ${segment.id}`);
    };
  };

  root.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      root.focus({ preventScroll: true });
      root.setPointerCapture(event.pointerId);
      const near = isInRuler(event) ? undefined : edge(event);
      if (near) {
        drag = move(near);
        return;
      }
      deck.seek(place(event));
      if (isInRuler(event) || !editor.labelFor('segment')) {
        drag = (moved) => deck.seek(place(moved));
        return;
      }
      const hit = segmentAt(shown(), place(event));
      editor.select(hit ? [hit.id] : []);
      drag = draw(event);
    },
    options,
  );
  root.addEventListener(
    'pointermove',
    (event) => {
      if (root.hasPointerCapture(event.pointerId)) drag?.(event);
      else root.style.cursor = !isInRuler(event) && edge(event) ? 'ew-resize' : '';
    },
    options,
  );
  for (const end of ['pointerup', 'pointercancel'] as const)
    root.addEventListener(
      end,
      () => {
        drag = undefined;
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
