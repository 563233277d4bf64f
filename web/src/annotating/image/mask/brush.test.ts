import { describe, expect, it } from 'vitest';
import { Stroke } from './brush';
import { area, contains, emptyMask } from './maskRows';

const nothing = () => {};

describe('a stroke', () => {
  it('paints the pixels whose centres the disc covers', () => {
    const stroke = new Stroke(emptyMask(5, 5), 1.5, false);
    stroke.to({ x: 2.5, y: 2.5 }, nothing);
    expect(stroke.result().rows).toEqual([[], [1, 4], [1, 4], [1, 4], []]);
  });

  it('of one pixel paints the pixel under it, wherever in the pixel the pointer is', () => {
    const stroke = new Stroke(emptyMask(3, 3), 0.5, false);
    stroke.to({ x: 1.05, y: 1.95 }, nothing);
    expect(stroke.result().rows).toEqual([[], [1, 2], []]);
  });

  it('has no gaps however fast it is', () => {
    const stroke = new Stroke(emptyMask(400, 300), 3, false);
    stroke.to({ x: 10, y: 10 }, nothing);
    stroke.to({ x: 390, y: 290 }, nothing);
    const mask = stroke.result();
    for (let t = 0; t <= 1; t += 0.001) expect(contains(mask, 10 + 380 * t, 10 + 280 * t)).toBe(true);
  });

  it('covers a capsule: a rectangle and two half discs', () => {
    const stroke = new Stroke(emptyMask(300, 300), 20, false);
    stroke.to({ x: 60, y: 80 }, nothing);
    stroke.to({ x: 200, y: 190 }, nothing);
    const exact = Math.PI * 20 ** 2 + 40 * Math.hypot(140, 110);
    expect(Math.abs(area(stroke.result()) - exact) / exact).toBeLessThan(0.01);
  });

  it('ends at the edges of the image', () => {
    const stroke = new Stroke(emptyMask(10, 10), 6, false);
    expect(stroke.to({ x: -20, y: -20 }, nothing)).toBeNull();
    stroke.to({ x: 20, y: 20 }, nothing);
    for (const row of stroke.result().rows) for (const x of row) expect(x).toBeLessThanOrEqual(10);
  });

  it('erases, leaves the mask before it alone, and shares the rows it does not touch', () => {
    const full = { width: 10, height: 10, rows: Array.from({ length: 10 }, () => [0, 10]) };
    const stroke = new Stroke(full, 2, true);
    stroke.to({ x: 5, y: 5 }, nothing);
    const result = stroke.result();
    expect(area(full)).toBe(100);
    expect(area(result)).toBe(100 - 12);
    expect(result.rows[0]).toBe(full.rows[0]);
  });

  it('tells what it paints and where', () => {
    const painted: [number, number, number][] = [];
    const stroke = new Stroke(emptyMask(9, 9), 1, false);
    const part = stroke.to({ x: 4, y: 4 }, (y, start, end) => painted.push([y, start, end]));
    expect(painted).toEqual([
      [3, 3, 5],
      [4, 3, 5],
    ]);
    expect(part).toEqual({ x: 3, y: 3, width: 2, height: 3 });
  });
});
