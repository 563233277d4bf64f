import type { Box, Polygon } from '../../shared/model';
import { addInterval, emptyMask, type MaskRows, type Row } from './maskRows';

/**
 * The pixels whose centres lie inside the region, as the server fills it (tests/cases/regions.json holds the rule):
 * a centre on a left edge is inside, one on a right edge is not; polygons by the even-odd rule.
 */
export function filled(region: Box | Polygon, width: number, height: number): MaskRows {
  const rows = emptyMask(width, height).rows.map((row, y) => {
    const crossings = region.kind === 'box' ? boxCrossings(region, y + 0.5) : crossingsAt(region, y + 0.5);
    let result: Row = row;
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const start = Math.max(0, Math.ceil((crossings[i] as number) - 0.5));
      const end = Math.min(width, Math.ceil((crossings[i + 1] as number) - 0.5));
      result = addInterval(result, start, end);
    }
    return result;
  });
  return { width, height, rows };
}

function boxCrossings({ x, y, width, height }: Box, line: number): number[] {
  return line >= y && line < y + height ? [x, x + width] : [];
}

/** Where the outline crosses the horizontal line, from left to right. */
function crossingsAt({ points }: Polygon, line: number): number[] {
  const crossings: number[] = [];
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length] as typeof point;
    if (point.y > line === next.y > line) return;
    crossings.push(point.x + ((line - point.y) / (next.y - point.y)) * (next.x - point.x));
  });
  return crossings.sort((a, b) => a - b);
}
