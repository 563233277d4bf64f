import { describe, expect, it } from 'vitest';
import {
  addInterval,
  area,
  bounds,
  contains,
  differing,
  emptyMask,
  removeInterval,
  shifted,
  union,
} from './maskRows';
import { fromRuns, toRuns } from './wire';

/** A generator of numbers below n that always gives the same ones. */
function numbers(seed: number) {
  let state = seed;
  return (n: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % n;
  };
}

describe('rows of intervals', () => {
  it('join intervals that touch or overlap', () => {
    expect(addInterval([2, 4, 8, 9], 4, 8)).toEqual([2, 9]);
    expect(addInterval([2, 4], 6, 8)).toEqual([2, 4, 6, 8]);
    expect(addInterval([6, 8], 0, 3)).toEqual([0, 3, 6, 8]);
  });

  it('split an interval when its middle is removed', () => {
    expect(removeInterval([2, 9], 4, 6)).toEqual([2, 4, 6, 9]);
    expect(removeInterval([2, 4, 6, 9], 0, 7)).toEqual([7, 9]);
  });

  it('stay the same row when nothing changes, so that nothing is drawn anew', () => {
    const row = [2, 9];
    expect(addInterval(row, 3, 5)).toBe(row);
    expect(removeInterval(row, 0, 2)).toBe(row);
    expect(removeInterval(row, 9, 12)).toBe(row);
  });

  it('tell between which pixels they differ', () => {
    expect(differing([2, 9], [2, 9])).toBeUndefined();
    expect(differing([], [3, 5])).toEqual({ start: 3, end: 5 });
    expect(differing([1, 3, 6, 9], [1, 3, 5, 9])).toEqual({ start: 5, end: 6 });
    expect(differing([1, 9], [1, 4, 6, 9])).toEqual({ start: 4, end: 6 });
    expect(differing([1, 9], [1, 12])).toEqual({ start: 9, end: 12 });
  });

  it('agree with a bitmap on any sequence of edits', () => {
    const random = numbers(7);
    let row: readonly number[] = [];
    const bitmap = new Array<boolean>(40).fill(false);
    for (let edit = 0; edit < 2000; edit++) {
      const start = random(40);
      const end = Math.min(40, start + random(9));
      const erase = random(2) === 0;
      row = erase ? removeInterval(row, start, end) : addInterval(row, start, end);
      bitmap.fill(!erase, start, end);
      const mask = { width: 40, height: 1, rows: [row] };
      expect(bitmap.map((_, x) => contains(mask, x, 0))).toEqual(bitmap);
      for (let i = 1; i < row.length; i++) expect(row[i]).toBeGreaterThan(row[i - 1]!); // sorted, no empty or touching intervals
    }
  });
});

describe('masks', () => {
  const mask = { width: 5, height: 3, rows: [[], [1, 3], [2, 5]] };

  it('know their area, their bounds and their pixels', () => {
    expect(area(mask)).toBe(5);
    expect(bounds(mask)).toEqual({ x: 1, y: 1, width: 4, height: 2 });
    expect(bounds(emptyMask(4, 4))).toBeNull();
    expect(contains(mask, 2.9, 1.1)).toBe(true);
    expect(contains(mask, 3, 1)).toBe(false);
    expect(contains(mask, 2, -1)).toBe(false);
  });

  it('lose what is moved out of the image', () => {
    expect(shifted(mask, 2, -1).rows).toEqual([[3, 5], [4, 5], []]);
  });

  it('unite', () => {
    expect(union(mask, shifted(mask, -1, 0)).rows).toEqual([[], [0, 3], [1, 5]]);
  });

  it('are refused when their runs do not cover the image', () => {
    expect(() => fromRuns(3, 2, [1, 2])).toThrow('The runs of the mask cover 3 pixels, but 3 x 2 are 6.');
    expect(() => fromRuns(3, 2, [0, 9])).toThrow(RangeError);
  });

  it('survive the wire, also with runs of no length in them', () => {
    const odd = fromRuns(4, 2, [0, 1, 0, 2, 2, 0, 3]);
    expect(odd.rows).toEqual([[0, 3], []]);
    expect(toRuns(odd)).toEqual([0, 3, 5]);
  });
});
