import type { Stage } from './stage';
import type { PointerAt } from './tool';
import { toImage } from './viewport';

/**
 * Hands pointer and wheel to the stage and the tool in hand. The middle button, or Space held down, moves
 * the view whatever the tool. Returns what takes the listeners away again.
 */
export function listen(stage: Stage): () => void {
  const { root } = stage;
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let panning: { x: number; y: number } | undefined;
  let space = false;

  const screenOf = (event: MouseEvent) => {
    const { left, top } = root.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const place = (event: PointerEvent | MouseEvent): PointerAt => {
    const screen = screenOf(event);
    const image = toImage(stage.view, screen);
    const passed = 'getCoalescedEvents' in event ? event.getCoalescedEvents() : [];
    const trail = passed.length > 0 ? passed.map((way) => toImage(stage.view, screenOf(way))) : [image];
    return { image, screen, trail, shift: event.shiftKey };
  };
  const showCursor = () => {
    root.style.cursor = panning ? 'grabbing' : space ? 'grab' : (stage.session?.cursor() ?? 'default');
  };

  root.addEventListener(
    'pointerdown',
    (event) => {
      root.focus({ preventScroll: true });
      stage.pointer = screenOf(event);
      if (event.button === 1 || (event.button === 0 && space)) {
        event.preventDefault();
        panning = screenOf(event);
      } else if (event.button === 0) stage.session?.down?.(place(event));
      else return;
      root.setPointerCapture(event.pointerId);
      showCursor();
    },
    options,
  );
  root.addEventListener(
    'pointermove',
    (event) => {
      const at = place(event);
      stage.pointer = at.screen;
      if (panning) {
        stage.pan(at.screen.x - panning.x, at.screen.y - panning.y);
        panning = at.screen;
      } else stage.session?.move?.(at);
      showCursor();
    },
    options,
  );
  const release = (event: PointerEvent) => {
    if (panning) panning = undefined;
    else if (event.button === 0) stage.session?.up?.(place(event));
    showCursor();
  };
  root.addEventListener('pointerup', release, options);
  root.addEventListener('pointercancel', () => stage.session?.cancel?.(), options);
  root.addEventListener(
    'pointerleave',
    () => {
      stage.pointer = undefined;
      stage.session?.leave?.();
      stage.paintSoon('overlay');
    },
    options,
  );
  root.addEventListener('dblclick', (event) => stage.session?.doubleClick?.(place(event)), options);
  // the middle button would start the browser's own scrolling
  root.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), options);
  root.addEventListener('contextmenu', (event) => event.preventDefault(), options);
  root.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      // a line of a wheel is about 16 pixels; a pinch comes as a wheel with Ctrl and small steps
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1);
      stage.zoom(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), screenOf(event));
    },
    { ...options, passive: false },
  );
  const onSpace = (down: boolean) => (event: KeyboardEvent) => {
    if (event.code !== 'Space' || event.ctrlKey || event.metaKey) return;
    const { activeElement } = document;
    // elsewhere Space presses the button or ticks the box that has the focus
    if (down && activeElement && activeElement !== document.body && activeElement !== root) return;
    if (down) event.preventDefault();
    space = down;
    showCursor();
  };
  window.addEventListener('keydown', onSpace(true), options);
  window.addEventListener('keyup', onSpace(false), options);
  return () => stop.abort();
}
