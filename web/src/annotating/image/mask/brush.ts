import type { Point } from '../../shared/model';
import { addInterval, type MaskRows, type PixelRect, type Row, removeInterval } from './maskRows';

/** Where one stroke changed a row: pixels start..end-1. */
export type PaintedRun = (y: number, start: number, end: number) => void;

/**
 * One stroke in progress: works on its own copy of the row list, so that the mask before the stroke
 * stays what it was. Between two pointer positions the brush sweeps a capsule, so fast strokes have no gaps.
 */
export class Stroke {
  private readonly rows: Row[];
  private last: Point | undefined;

  /** @param radius in image pixels */
  constructor(
    private readonly before: MaskRows,
    private readonly radius: number,
    private readonly erase: boolean,
  ) {
    this.rows = before.rows.slice();
  }

  /**
   * Sweeps the brush to the position.
   * @param painted told of every run of pixels that the sweep covers
   * @returns the covered rectangle in pixels; null when it lies outside the image
   */
  to(position: Point, painted: PaintedRun): PixelRect | null {
    // a brush of one pixel paints the pixel under it, wherever in the pixel the pointer is
    const point =
      this.radius < 1 ? { x: Math.floor(position.x) + 0.5, y: Math.floor(position.y) + 0.5 } : position;
    const from = this.last ?? point;
    this.last = point;
    const { width, height } = this.before;
    const top = Math.max(0, Math.floor(Math.min(from.y, point.y) - this.radius));
    const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, point.y) + this.radius));
    let left = width;
    let right = 0;
    for (let y = top; y <= bottom; y++) {
      const covered = capsuleRow(from, point, this.radius, y + 0.5);
      if (!covered) continue;
      // a pixel belongs to the stroke when its centre does
      const start = Math.max(0, Math.ceil(covered[0] - 0.5));
      const end = Math.min(width, Math.floor(covered[1] - 0.5) + 1);
      if (end <= start) continue;
      const row = this.rows[y] as Row;
      this.rows[y] = this.erase ? removeInterval(row, start, end) : addInterval(row, start, end);
      painted(y, start, end);
      left = Math.min(left, start);
      right = Math.max(right, end);
    }
    return right > left ? { x: left, y: top, width: right - left, height: bottom - top + 1 } : null;
  }

  /** The mask as it is now; later sweeps do not change the returned one. */
  result(): MaskRows {
    return { ...this.before, rows: this.rows.slice() };
  }
}

/**
 * The part of the horizontal line at `y` that a disc of the given radius covers when its centre moves
 * from `a` to `b`: [left, right], or null where it covers nothing. The swept area is convex, so one part is all.
 */
export function capsuleRow(a: Point, b: Point, radius: number, y: number): readonly [number, number] | null {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  const widen = (low: number, high: number) => {
    left = Math.min(left, low);
    right = Math.max(right, high);
  };
  for (const end of [a, b]) {
    const half = radius * radius - (y - end.y) ** 2;
    if (half >= 0) widen(end.x - Math.sqrt(half), end.x + Math.sqrt(half));
  }
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy);
  if (length > 0 && dy !== 0) {
    // the two long sides: the segment moved by ±radius along its normal
    for (const side of [-1, 1]) {
      const sideX = a.x - (side * radius * dy) / length;
      const sideY = a.y + (side * radius * dx) / length;
      const t = (y - sideY) / dy;
      if (t >= 0 && t <= 1) widen(sideX + t * dx, sideX + t * dx);
    }
  }
  return right >= left ? [left, right] : null;
}
