import { expect, test } from 'vitest';
import { evidenceOf } from './evidence';
import { segmentsOf } from './lanes';

const words = [
  { start: 0, end: 4, weight: 0.2 },
  { start: 5, end: 8, weight: 0.004 },
  { start: 9, end: 12, weight: -0.4 },
];

test('words count by their share of the strongest, and weak ones are left out', () => {
  expect(evidenceOf(words)).toEqual([
    { start: 0, end: 4, weight: 0.2, share: 0.5 },
    { start: 9, end: 12, weight: -0.4, share: 1 },
  ]);
  expect(evidenceOf([{ start: 0, end: 1, weight: 0 }])).toEqual([]);
});

test('a block is cut at words that count, also where a marked range begins within one', () => {
  const segments = segmentsOf({ start: 0, end: 14 }, [], { start: 10, end: 14 }, evidenceOf(words));
  expect(
    segments.map(({ start, end, evidence, isMarked }) => [start, end, evidence?.weight, isMarked]),
  ).toEqual([
    [0, 4, 0.2, false],
    [4, 9, undefined, false],
    [9, 10, -0.4, false],
    [10, 12, -0.4, true],
    [12, 14, undefined, true],
  ]);
});

test('a word that reaches over the end of a block is cut there', () => {
  const [first, ...rest] = segmentsOf({ start: 2, end: 10 }, [], undefined, evidenceOf(words));
  expect(first).toMatchObject({ start: 2, end: 4, evidence: { weight: 0.2 } });
  expect(rest.at(-1)).toMatchObject({ start: 9, end: 10, evidence: { weight: -0.4 } });
});
