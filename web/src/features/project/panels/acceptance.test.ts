import { expect, test } from 'vitest';
import { pointAt, withPrecision, withShare } from './acceptance';

const curve = {
  testItems: 100,
  waiting: 1000,
  points: [
    { minScore: 0.99, accepted: 200, precision: 1, precisionLow: 0.9 },
    { minScore: 0.9, accepted: 500, precision: 0.97, precisionLow: 0.9 },
    { minScore: 0.8, accepted: 800, precision: 0.98, precisionLow: 0.93 },
    { minScore: 0.3, accepted: 1000, precision: 0.9, precisionLow: 0.85 },
  ],
};

test('a precision is reached with as many predictions as possible', () => {
  expect(withPrecision(curve, 0.98)?.minScore).toBe(0.8);
  expect(withPrecision(curve, 0.99)?.minScore).toBe(0.99);
  expect(withPrecision({ ...curve, points: curve.points.slice(1) }, 0.99)).toBeUndefined();
});

test('a share is made up by the surest', () => {
  expect(withShare(curve, 0.5)?.minScore).toBe(0.9);
  expect(withShare(curve, 0.51)?.minScore).toBe(0.8);
  expect(withShare(curve, 1)?.minScore).toBe(0.3);
});

test('between two thresholds the lower one speaks, which promises less', () => {
  expect(pointAt(curve, 0.95)?.minScore).toBe(0.9);
  expect(pointAt(curve, 0.99)?.minScore).toBe(0.99);
  expect(pointAt(curve, 0.1)?.minScore).toBe(0.3);
  expect(pointAt({ ...curve, points: [] }, 0.5)).toBeUndefined();
});
