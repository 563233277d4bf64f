import { describe, expect, it } from 'vitest';
import { addReports, batchesOf, emptyReport } from './batches';
import { mediumOf } from './droppedFiles';

const sized = (path: string, size = 1) => {
  const file = new File([], path);
  Object.defineProperty(file, 'size', { value: size });
  return { path, file };
};

describe('batchesOf', () => {
  it('keeps the order and the limits', () => {
    const megabyte = 1024 * 1024;
    const files = [
      sized('a', 20 * megabyte),
      sized('b', 20 * megabyte),
      sized('c', 90 * megabyte),
      sized('d'),
    ];
    expect(batchesOf(files).map((batch) => batch.map((entry) => entry.path))).toEqual([
      ['a'],
      ['b'],
      ['c'],
      ['d'],
    ]);
    expect(batchesOf(Array.from({ length: 450 }, (_, n) => sized(`${n}`))).map((b) => b.length)).toEqual([
      200, 200, 50,
    ]);
    expect(batchesOf([])).toEqual([]);
  });
});

it('mediumOf goes with the majority and leaves archives open', () => {
  expect(mediumOf([sized('a.txt'), sized('b.csv'), sized('c.png')])).toBe('text');
  expect(mediumOf([sized('a.TIF')])).toBe('image');
  expect(mediumOf([sized('a.wav'), sized('b.mp3'), sized('c.txt')])).toBe('audio');
  expect(mediumOf([sized('a.zip')])).toBeUndefined();
});

it('addReports adds counts and keeps every fault', () => {
  const one = { added: 1, updated: 2, skipped: 3, faults: [{ where: 'a', sentence: 'No.' }] };
  expect(addReports(addReports(emptyReport, one), one)).toEqual({
    added: 2,
    updated: 4,
    skipped: 6,
    faults: [one.faults[0], one.faults[0]],
  });
});
