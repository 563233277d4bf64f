import { describe, expect, it } from 'vitest';
import { Editor } from '../shared/editor';
import type { LabelSchema } from '../shared/model';
import { Deck } from './deck';
import { between, edgeAt, type PlacedSegment, segmentAt, segmentsOf } from './segments';
import type { Sound } from './sound';

const segment = (id: string, start: number, end: number): PlacedSegment => ({
  id,
  control: 'regions',
  labels: ['a'],
  region: { kind: 'segment', start, end },
});

const schema: LabelSchema = {
  controls: [
    {
      key: 'regions',
      title: 'Parts',
      kind: 'regions',
      multiple: false,
      regionKinds: ['segment'],
      unmarked: 'background',
      labels: [{ id: 'a', name: 'speech', color: '#ff0000', retired: false }],
    },
  ],
};

describe('segments', () => {
  it('lie between two moments in any order, within the recording', () => {
    expect(between(2.00049, 1, 10)).toEqual({ kind: 'segment', start: 1, end: 2 });
    expect(between(9, 12, 10)).toEqual({ kind: 'segment', start: 9, end: 10 });
    expect(between(-1, 1, 10)).toEqual({ kind: 'segment', start: 0, end: 1 });
    expect(between(3, 3.004, 10)).toBeUndefined();
  });

  it('the shortest one at a moment is meant', () => {
    const all = [segment('long', 0, 5), segment('short', 1, 2)];
    expect(segmentAt(all, 1.5)?.id).toBe('short');
    expect(segmentAt(all, 3)?.id).toBe('long');
    expect(segmentAt(all, 6)).toBeUndefined();
  });

  it('the nearest edge is taken', () => {
    const all = [segment('first', 0, 1), segment('second', 1.1, 2)];
    expect(edgeAt(all, 1.02, 0.2)).toMatchObject({ segment: { id: 'first' }, edge: 'end' });
    expect(edgeAt(all, 1.08, 0.2)).toMatchObject({ segment: { id: 'second' }, edge: 'start' });
    expect(edgeAt(all, 1.5, 0.2)).toBeUndefined();
  });

  it('hidden ones are left out', () => {
    expect(segmentsOf([segment('a', 0, 1), segment('b', 1, 2)], new Set(['a']))).toHaveLength(1);
  });

  it('a key marks the beginning and then the end', () => {
    const editor = new Editor(schema);
    const deck = new Deck();
    deck.sound = { seconds: 10 } as Sound;
    let now = 2;
    Object.assign(deck, { getTime: () => now });
    deck.mark(editor);
    expect(editor.answers).toHaveLength(0);
    now = 1.5;
    deck.mark(editor);
    expect(editor.answers).toMatchObject([
      { control: 'regions', labels: ['a'], region: { kind: 'segment', start: 1.5, end: 2 } },
    ]);
    expect(editor.getState().selected.has(editor.answers[0]?.id ?? '')).toBe(true);
    expect(deck.marked).toBeUndefined();
  });
});
