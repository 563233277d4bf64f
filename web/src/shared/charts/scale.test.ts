import { expect, it } from 'vitest';
import { extent, linePath, ticks } from './scale';

it('ticks are round and lie within', () => {
  expect(ticks(0, 1, 4)).toEqual([0, 0.5, 1]);
  expect(ticks(0.13, 0.92, 5)).toEqual([0.2, 0.4, 0.6, 0.8]);
  expect(ticks(3, 3, 4)).toEqual([3]);
});

it('extent leaves out what is not a number and keeps the floor', () => {
  const [low, high] = extent([1, Number.NaN, 3], 0);
  expect(low).toBe(0);
  expect(high).toBeGreaterThan(3);
  expect(extent([])).toEqual([0, 1]);
});

it('linePath breaks at a gap', () => {
  expect(
    linePath([
      [0, 1],
      [1, 2],
      [2, Number.NaN],
      [3, 4],
    ]),
  ).toBe('M0.0 1.0L1.0 2.0M3.0 4.0');
});
