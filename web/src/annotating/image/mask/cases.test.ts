import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Box, Polygon } from '../../shared/model';
import { filled } from './fill';
import type { MaskRows } from './maskRows';
import { fromRuns, toRuns, type WireMask } from './wire';

interface Cases {
  masks: { name: string; rows: string[]; counts: number[] }[];
  fills: { name: string; region: Box | Polygon | WireMask; rows: string[] }[];
}

/** The cases that the server's tests run, too. */
const cases = JSON.parse(readFileSync('../tests/cases/regions.json', 'utf8')) as Cases;

const drawn = (mask: MaskRows): string[] =>
  mask.rows.map((row) => {
    const pixels = new Array<string>(mask.width).fill('.');
    for (let i = 0; i < row.length; i += 2) pixels.fill('#', row[i], row[i + 1]);
    return pixels.join('');
  });

describe('runs of a mask, as the server has them', () => {
  it.each(cases.masks)('$name', ({ rows, counts }) => {
    const [width, height] = [rows[0]!.length, rows.length];
    const mask = fromRuns(width, height, counts);
    expect(drawn(mask)).toEqual(rows);
    expect(toRuns(mask)).toEqual(counts);
  });
});

describe('pixels inside a region, as the server has them', () => {
  it.each(cases.fills)('$name', ({ region, rows }) => {
    const [width, height] = [rows[0]!.length, rows.length];
    const mask =
      region.kind === 'mask' ? fromRuns(width, height, region.counts) : filled(region, width, height);
    expect(drawn(mask)).toEqual(rows);
  });
});
