import { describe, expect, it } from 'vitest';
import type { Box, Polygon } from '../shared/model';
import {
  boxBetween,
  hits,
  moved,
  polygonContains,
  resized,
  withoutPoint,
  withPointInserted,
} from './geometry';
import { fitted, panned, toImage, toScreen, zoomed } from './viewport';

const box: Box = { kind: 'box', x: 10, y: 20, width: 30, height: 40 };
const triangle: Polygon = {
  kind: 'polygon',
  points: [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 0, y: 10 },
  ],
};

describe('boxes', () => {
  it('are the same whichever corner is first', () => {
    expect(boxBetween({ x: 5, y: 9 }, { x: 1, y: 2 })).toEqual({
      kind: 'box',
      x: 1,
      y: 2,
      width: 4,
      height: 7,
    });
  });

  it('are resized by a corner or a side, and flip past the other side', () => {
    expect(resized(box, { x: 1, y: 1 }, { x: 50, y: 70 })).toEqual({ ...box, width: 40, height: 50 });
    expect(resized(box, { x: -1, y: 0 }, { x: 20, y: 999 })).toEqual({ ...box, x: 20, width: 20 });
    expect(resized(box, { x: 0, y: 1 }, { x: 999, y: 10 })).toEqual({ ...box, y: 10, height: 10 });
  });

  it('stay in the image when they are moved', () => {
    expect(moved(box, -100, 1000, { width: 100, height: 100 })).toEqual({ ...box, x: 0, y: 60 });
  });
});

describe('polygons', () => {
  it('contain by the even-odd rule', () => {
    expect(polygonContains(triangle.points, { x: 2, y: 2 })).toBe(true);
    expect(polygonContains(triangle.points, { x: 8, y: 8 })).toBe(false);
  });

  it('are hit beside their edge within the margin', () => {
    expect(hits(triangle, { x: 5, y: -2 }, 3)).toBe(true);
    expect(hits(triangle, { x: 5, y: -4 }, 3)).toBe(false);
  });

  it('gain and lose points, but never have fewer than three', () => {
    const grown = withPointInserted(triangle, 2, { x: 6, y: 6 });
    expect(grown.points[2]).toEqual({ x: 6, y: 6 });
    expect(withoutPoint(grown, 2)).toEqual(triangle);
    expect(withoutPoint(triangle, 0)).toBeNull();
  });
});

describe('the view', () => {
  const image = { width: 400, height: 300 };
  const canvas = { width: 832, height: 632 };

  it('fits the image into the middle', () => {
    expect(fitted(image, canvas)).toEqual({ scale: 2, x: 16, y: 16 });
  });

  it('keeps the point under the pointer when zooming', () => {
    const view = fitted(image, canvas);
    const at = { x: 300, y: 200 };
    expect(toImage(zoomed(view, 1.7, at, image, canvas), at)).toEqual(toImage(view, at));
  });

  it('never loses the image when panning', () => {
    const view = panned(fitted(image, canvas), -9999, 9999, image, canvas);
    const corner = toScreen(view, { x: image.width, y: 0 });
    expect(corner.x).toBeGreaterThan(0);
    expect(corner.y).toBeLessThan(canvas.height);
  });
});
