import type { Box, Point, Polygon, Region } from '../shared/model';
import { bounds as maskBounds, contains as maskContains, shifted } from './mask/maskRows';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The box with two opposite corners, in whichever order. */
export function boxBetween(a: Point, b: Point): Box {
  return {
    kind: 'box',
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

export function clampPoint(point: Point, size: Size): Point {
  return { x: Math.min(size.width, Math.max(0, point.x)), y: Math.min(size.height, Math.max(0, point.y)) };
}

/** Coordinates to 1/100 pixel: finer is noise of the pointer, and longer files. */
export function rounded(point: Point): Point {
  return { x: Math.round(point.x * 100) / 100, y: Math.round(point.y * 100) / 100 };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  return distance(point, nearestOnSegment(point, a, b));
}

export function nearestOnSegment(point: Point, a: Point, b: Point): Point {
  const lengthSquared = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  if (lengthSquared === 0) return a;
  const t = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / lengthSquared;
  const inside = Math.min(1, Math.max(0, t));
  return { x: a.x + inside * (b.x - a.x), y: a.y + inside * (b.y - a.y) };
}

/** Even-odd rule, as canvas fills with 'evenodd'. */
export function polygonContains(points: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  let previous = points[points.length - 1];
  for (const point of points) {
    if (previous && point.y > y !== previous.y > y) {
      const crossing = ((previous.x - point.x) * (y - point.y)) / (previous.y - point.y) + point.x;
      if (x < crossing) inside = !inside;
    }
    previous = point;
  }
  return inside;
}

export function rectContains(rect: Rect, { x, y }: Point, margin = 0): boolean {
  return (
    x >= rect.x - margin &&
    y >= rect.y - margin &&
    x <= rect.x + rect.width + margin &&
    y <= rect.y + rect.height + margin
  );
}

export function rectsTouch(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

export function boundsOfPoints(points: readonly Point[]): Rect {
  const first = points[0] ?? { x: 0, y: 0 };
  let [left, right, top, bottom] = [first.x, first.x, first.y, first.y];
  for (const point of points) {
    left = Math.min(left, point.x);
    right = Math.max(right, point.x);
    top = Math.min(top, point.y);
    bottom = Math.max(bottom, point.y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const remembered = new WeakMap<Region, Rect>();

/** The rectangle around a region of an image; computed once per region, as regions never change in place. */
export function boundsOf(region: Region): Rect {
  let rect = remembered.get(region);
  if (!rect) {
    rect = computeBounds(region);
    remembered.set(region, rect);
  }
  return rect;
}

function computeBounds(region: Region): Rect {
  switch (region.kind) {
    case 'box':
      return region;
    case 'polygon':
      return boundsOfPoints(region.points);
    case 'mask':
      return maskBounds(region.rows) ?? { x: 0, y: 0, width: 0, height: 0 };
    case 'span':
    case 'segment':
      return { x: 0, y: 0, width: 0, height: 0 };
  }
}

/** Whether a click at the point means the region. `margin` (image pixels) widens thin ones. */
export function hits(region: Region, point: Point, margin: number): boolean {
  if (!rectContains(boundsOf(region), point, margin)) return false;
  switch (region.kind) {
    case 'box':
      return true;
    case 'polygon':
      return (
        polygonContains(region.points, point) ||
        region.points.some((corner, i) => {
          const next = region.points[(i + 1) % region.points.length] as Point;
          return distanceToSegment(point, corner, next) <= margin;
        })
      );
    case 'mask':
      return maskContains(region.rows, point.x, point.y);
    case 'span':
    case 'segment':
      return false;
  }
}

/** The region moved, kept inside the image. */
export function moved(region: Region, dx: number, dy: number, size: Size): Region {
  const rect = boundsOf(region);
  const x = Math.min(size.width - rect.width - rect.x, Math.max(-rect.x, dx));
  const y = Math.min(size.height - rect.height - rect.y, Math.max(-rect.y, dy));
  switch (region.kind) {
    case 'box':
      return { ...region, ...rounded({ x: region.x + x, y: region.y + y }) };
    case 'polygon':
      return { ...region, points: region.points.map((point) => rounded({ x: point.x + x, y: point.y + y })) };
    case 'mask':
      return { ...region, rows: shifted(region.rows, Math.round(x), Math.round(y)) };
    case 'span':
    case 'segment':
      return region;
  }
}

/** Which side or corner of a box is dragged: -1 left or top, 1 right or bottom, 0 neither. */
export interface Handle {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export const HANDLES: readonly Handle[] = [
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
  { x: 0, y: -1 },
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
];

export function handlePoint(rect: Rect, handle: Handle): Point {
  return { x: rect.x + ((handle.x + 1) / 2) * rect.width, y: rect.y + ((handle.y + 1) / 2) * rect.height };
}

/** The box after its handle was dragged to the point; dragging past the other side flips it. */
export function resized(box: Box, handle: Handle, to: Point): Box {
  const opposite = handlePoint(box, {
    x: (-handle.x || -1) as Handle['x'],
    y: (-handle.y || -1) as Handle['y'],
  });
  const dragged = {
    x: handle.x === 0 ? box.x + box.width : to.x,
    y: handle.y === 0 ? box.y + box.height : to.y,
  };
  return boxBetween(rounded(opposite), rounded(dragged));
}

export function withPoint(polygon: Polygon, index: number, point: Point): Polygon {
  return { ...polygon, points: polygon.points.map((old, i) => (i === index ? rounded(point) : old)) };
}

export function withPointInserted(polygon: Polygon, index: number, point: Point): Polygon {
  return {
    ...polygon,
    points: [...polygon.points.slice(0, index), rounded(point), ...polygon.points.slice(index)],
  };
}

/** Null when too few points would be left for a polygon. */
export function withoutPoint(polygon: Polygon, index: number): Polygon | null {
  return polygon.points.length <= 3
    ? null
    : { ...polygon, points: polygon.points.filter((_, i) => i !== index) };
}
