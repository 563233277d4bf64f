import type { Point } from '../shared/model';
import type { Rect, Size } from './geometry';

/** How the image lies on the screen: screen = image × scale + offset, in CSS pixels of the canvas. */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

const MOST = 64;
const MARGIN = 16;

export function toScreen(view: Viewport, point: Point): Point {
  return { x: point.x * view.scale + view.x, y: point.y * view.scale + view.y };
}

export function toImage(view: Viewport, point: Point): Point {
  return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale };
}

/** The whole image in the middle of the canvas; small images are enlarged up to 16 times. */
export function fitted(image: Size, canvas: Size): Viewport {
  const scale = Math.min(
    16,
    Math.max(1, canvas.width - 2 * MARGIN) / image.width,
    Math.max(1, canvas.height - 2 * MARGIN) / image.height,
  );
  return centred(image, canvas, scale);
}

export function centred(image: Size, canvas: Size, scale: number): Viewport {
  return {
    scale,
    x: (canvas.width - image.width * scale) / 2,
    y: (canvas.height - image.height * scale) / 2,
  };
}

/** Zoomed so that the image point under `at` (screen) stays there. */
export function zoomed(view: Viewport, factor: number, at: Point, image: Size, canvas: Size): Viewport {
  const least = Math.min(1, fitted(image, canvas).scale) / 4;
  const scale = Math.min(MOST, Math.max(least, view.scale * factor));
  const fixed = toImage(view, at);
  return { scale, x: at.x - fixed.x * scale, y: at.y - fixed.y * scale };
}

/** Moved by screen pixels; at least a strip of the image stays on the canvas. */
export function panned(view: Viewport, dx: number, dy: number, image: Size, canvas: Size): Viewport {
  const keep = 48;
  const limit = (value: number, length: number, room: number) =>
    Math.min(room - keep, Math.max(keep - length * view.scale, value));
  return {
    scale: view.scale,
    x: limit(view.x + dx, image.width, canvas.width),
    y: limit(view.y + dy, image.height, canvas.height),
  };
}

/** The part of the image that the canvas shows, in image pixels. */
export function visible(view: Viewport, canvas: Size): Rect {
  const { x, y } = toImage(view, { x: 0, y: 0 });
  return { x, y, width: canvas.width / view.scale, height: canvas.height / view.scale };
}
