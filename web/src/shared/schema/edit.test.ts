import { describe, expect, it } from 'vitest';
import { addLabels, findFault, moved, newControl } from './edit';
import { nextColor, palette } from './palette';

describe('labels', () => {
  it('are added by lines and commas, each name once, each in a colour of its own', () => {
    const labels = addLabels([], 'cat, dog\n cat \n\nbird');
    expect(labels.map((label) => label.name)).toEqual(['cat', 'dog', 'bird']);
    expect(new Set(labels.map((label) => label.color)).size).toBe(3);
  });

  it('take the colours from the beginning when all are used', () => {
    expect(nextColor(palette)).toBe(palette[0]);
  });
});

describe('a control', () => {
  it('gets a key that no other has', () => {
    const first = newControl('choice', 'image', 'Class', []);
    expect(newControl('choice', 'image', 'Also', [first]).key).toBe('label2');
  });

  it('offers only regions of its medium', () => {
    expect(newControl('regions', 'text', 'Parts', []).regionKinds).toEqual(['span']);
  });
});

describe('findFault', () => {
  const control = (typed: string) => ({
    ...newControl('choice', 'image', 'Class', []),
    labels: addLabels([], typed),
  });

  it('finds nothing in a sound schema', () => {
    expect(findFault({ controls: [control('a, b')] })).toBeNull();
  });

  it('asks for labels', () => {
    expect(findFault({ controls: [control('')] })).toEqual({ kind: 'labels', control: 'Class' });
  });

  it('asks for a second label where unmarked pixels are unknown', () => {
    const strokes = { ...newControl('regions', 'image', 'Parts', []), unmarked: 'unknown' as const };
    const withLabels = (typed: string) => ({ controls: [{ ...strokes, labels: addLabels([], typed) }] });
    expect(findFault(withLabels('cell'))).toEqual({ kind: 'unknown', control: 'Parts' });
    expect(findFault(withLabels('cell, background'))).toBeNull();
  });

  it('finds a key that two labels share, but not with a retired one', () => {
    const twice = control('a, b');
    twice.labels = twice.labels.map((label) => ({ ...label, hotkey: 'x' }));
    expect(findFault({ controls: [twice] })).toMatchObject({ kind: 'hotkey', value: 'x' });
    twice.labels[1] = { ...twice.labels[1]!, retired: true };
    expect(findFault({ controls: [twice] })).toBeNull();
  });
});

it('moved swaps neighbours and leaves the ends alone', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
});
