/**
 * A mask as one sorted list of intervals per row: [start, end, start, end, …], ends exclusive.
 * Rows are never changed in place, so an edit shares all rows that it does not touch with the
 * version before it. That makes undo free, and "which rows differ" a comparison of references.
 */
export type Row = readonly number[];

export interface MaskRows {
  readonly width: number;
  readonly height: number;
  /** Length: height. */
  readonly rows: readonly Row[];
}

const EMPTY: Row = [];

export function emptyMask(width: number, height: number): MaskRows {
  return { width, height, rows: new Array<Row>(height).fill(EMPTY) };
}

/** The row with the pixels start..end-1 set. The same row when they are set already. */
export function addInterval(row: Row, start: number, end: number): Row {
  if (end <= start) return row;
  const first = firstEndingAt(row, start);
  let last = first;
  let from = start;
  let to = end;
  while (last < row.length && at(row, last) <= end) {
    from = Math.min(from, at(row, last));
    to = Math.max(to, at(row, last + 1));
    last += 2;
  }
  if (last === first + 2 && at(row, first) === from && at(row, first + 1) === to) return row;
  return [...row.slice(0, first), from, to, ...row.slice(last)];
}

/** The row with the pixels start..end-1 cleared. The same row when none of them is set. */
export function removeInterval(row: Row, start: number, end: number): Row {
  if (end <= start) return row;
  const first = firstEndingAt(row, start + 1);
  let last = first;
  const kept: number[] = [];
  while (last < row.length && at(row, last) < end) {
    if (at(row, last) < start) kept.push(at(row, last), start);
    if (at(row, last + 1) > end) kept.push(end, at(row, last + 1));
    last += 2;
  }
  if (last === first) return row;
  return [...row.slice(0, first), ...kept, ...row.slice(last)];
}

/** The pixels between the first and the last difference of two rows; undefined when they are the same. */
export function differing(before: Row, after: Row): { start: number; end: number } | undefined {
  if (before === after) return undefined;
  const most = Math.max(before.length, after.length);
  let first = 0;
  while (first < most && before[first] === after[first]) first++;
  if (first === most) return undefined;
  let last = 1;
  while (before.at(-last) === after.at(-last)) last++;
  const nowhere = Number.POSITIVE_INFINITY;
  return {
    start: Math.min(before[first] ?? nowhere, after[first] ?? nowhere),
    end: Math.max(before.at(-last) ?? 0, after.at(-last) ?? 0),
  };
}

export function contains(mask: MaskRows, x: number, y: number): boolean {
  const row = mask.rows[Math.floor(y)];
  if (!row) return false;
  const pixel = Math.floor(x);
  const index = firstEndingAt(row, pixel + 1);
  return index < row.length && at(row, index) <= pixel;
}

/** Pixels inside the mask. */
export function area(mask: MaskRows): number {
  let sum = 0;
  for (const row of mask.rows) {
    for (let i = 0; i < row.length; i += 2) sum += at(row, i + 1) - at(row, i);
  }
  return sum;
}

export interface PixelRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest rectangle around the mask; null for an empty mask. */
export function bounds(mask: MaskRows): PixelRect | null {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = -1;
  let bottom = -1;
  mask.rows.forEach((row, y) => {
    if (row.length === 0) return;
    if (top < 0) top = y;
    bottom = y;
    left = Math.min(left, at(row, 0));
    right = Math.max(right, at(row, row.length - 1));
  });
  return top < 0 ? null : { x: left, y: top, width: right - left, height: bottom - top + 1 };
}

/** The mask moved by whole pixels; what leaves the image is cut off. */
export function shifted(mask: MaskRows, dx: number, dy: number): MaskRows {
  const rows = mask.rows.map((_, y) => {
    const source = mask.rows[y - dy];
    if (!source || source.length === 0) return EMPTY;
    const moved: number[] = [];
    for (let i = 0; i < source.length; i += 2) {
      const start = Math.max(0, at(source, i) + dx);
      const end = Math.min(mask.width, at(source, i + 1) + dx);
      if (end > start) moved.push(start, end);
    }
    return moved;
  });
  return { ...mask, rows };
}

/** Both masks together. They must have the same size. */
export function union(first: MaskRows, second: MaskRows): MaskRows {
  const rows = first.rows.map((row, y) => {
    let result = row;
    const other = second.rows[y] ?? EMPTY;
    for (let i = 0; i < other.length; i += 2) result = addInterval(result, at(other, i), at(other, i + 1));
    return result;
  });
  return { ...first, rows };
}

/** Index of the first interval whose end is at least `x`. */
function firstEndingAt(row: Row, x: number): number {
  let low = 0;
  let high = row.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(row, 2 * middle + 1) < x) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

function at(row: Row, index: number): number {
  return row[index] as number;
}
