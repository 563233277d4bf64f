import type { Region } from '@/shared/api/schema';
import type { MaskRows, Row } from './maskRows';

/** A mask as stored and sent: runs row by row from the top-left pixel, alternating, the first outside. */
export type WireMask = Extract<Region, { kind: 'mask' }>;

/** The runs of the mask; they add up to width × height. */
export function toRuns(mask: MaskRows): number[] {
  const counts: number[] = [];
  let written = 0; // pixels that the counts cover, so far
  mask.rows.forEach((row, y) => {
    const offset = y * mask.width;
    for (let i = 0; i < row.length; i += 2) {
      const start = offset + (row[i] as number);
      const end = offset + (row[i + 1] as number);
      if (start === written && counts.length > 0) {
        counts[counts.length - 1] = (counts[counts.length - 1] as number) + end - start; // goes on from the row above
      } else {
        counts.push(start - written, end - start);
      }
      written = end;
    }
  });
  const rest = mask.width * mask.height - written;
  if (rest > 0) counts.push(rest);
  return counts;
}

/** @throws RangeError when the runs do not cover exactly width × height pixels. */
export function fromRuns(width: number, height: number, counts: readonly number[]): MaskRows {
  const rows: number[][] = Array.from({ length: height }, () => []);
  let position = 0;
  counts.forEach((count, index) => {
    const end = position + count;
    if (index % 2 === 1 && end <= width * height) paint(rows, width, position, end);
    position = end;
  });
  if (position !== width * height) {
    throw new RangeError(
      `The runs of the mask cover ${position} pixels, but ${width} x ${height} are ${width * height}.`,
    );
  }
  return { width, height, rows: rows as Row[] };
}

function paint(rows: number[][], width: number, start: number, end: number) {
  for (let position = start; position < end; ) {
    const y = Math.floor(position / width);
    const x = position - y * width;
    const length = Math.min(end - position, width - x);
    const row = rows[y] as number[];
    // two runs with an empty one between them touch: one interval
    if (row.length > 0 && row[row.length - 1] === x) row[row.length - 1] = x + length;
    else row.push(x, x + length);
    position += length;
  }
}
