import { describe, expect, it } from 'vitest';
import { Editor } from '../shared/editor';
import type { Placed, Span } from '../shared/model';
import { blockAt, blocksOf } from './blocks';
import { Desk } from './desk';
import { lay, segmentsOf } from './lanes';
import {
  characterStart,
  nextCharacter,
  nextWord,
  previousCharacter,
  previousWord,
  snapped,
  wordAt,
} from './offsets';

const family = '👩‍👩‍👧‍👦';
const accented = 'e\u0301'; // an e and a combining accent

describe('offsets', () => {
  it('do not part surrogate pairs, joined emoji and combining accents', () => {
    const text = `a${family}${accented}b`;
    for (let inside = 2; inside < 1 + family.length; inside++) expect(characterStart(text, inside)).toBe(1);
    expect(nextCharacter(text, 1)).toBe(1 + family.length);
    expect(previousCharacter(text, text.length - 1)).toBe(text.length - 1 - accented.length);
  });

  it('lose white space at both ends', () => {
    expect(snapped('  two words \n', 0, 13)).toEqual({ start: 2, end: 11 });
    expect(snapped('  two', 5, 2)).toEqual({ start: 2, end: 5 });
    expect(snapped('a   b', 1, 4)).toBeUndefined();
  });

  it('take in a character that is begun', () => {
    expect(snapped(`x${family}y`, 0, 3)).toEqual({ start: 0, end: 1 + family.length });
  });

  it('go by words, in Chinese too', () => {
    expect(nextWord('one  two', 3)).toBe(8);
    expect(previousWord('one  two', 5)).toBe(0);
    const { start, end } = wordAt('今天天气很好', 3);
    expect(end - start).toBeGreaterThanOrEqual(1);
    expect(nextWord('', 0)).toBe(0);
  });

  it('stay fast in a text of 5 MB without a space', () => {
    const text = 'x'.repeat(5_000_000);
    const began = performance.now();
    for (let i = 0; i < 100; i++) nextCharacter(text, 4_000_000 + i);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('blocks', () => {
  it.each([
    ['lines', 'a line of text\n'.repeat(5000)],
    ['one line with spaces', 'word '.repeat(20000)],
    ['one word', 'x'.repeat(50000)],
    ['emoji', family.repeat(3000)],
    ['nothing', ''],
  ])('follow each other without a gap: %s', (_, text) => {
    const blocks = blocksOf(text);
    expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    for (const { start, end } of blocks) expect(end - start).toBeLessThan(6001);
    for (const { start } of blocks) expect(characterStart(text, start)).toBe(start);
  });

  it('are found by an offset', () => {
    const blocks = blocksOf('a line of text\n'.repeat(5000));
    for (const offset of [0, 1999, 40000, 74999]) {
      const { start, end } = blocks[blockAt(blocks, offset)]!;
      expect(start <= offset && offset < end).toBe(true);
    }
  });
});

const span = (id: string, start: number, end: number): Placed<Span> => ({
  id,
  control: 'parts',
  labels: ['p'],
  region: { kind: 'span', start, end },
});

describe('spans', () => {
  it('that overlap have lanes of their own, and lanes are used again', () => {
    const { spans, laneCount } = lay([span('c', 12, 20), span('a', 0, 10), span('b', 5, 12)]);
    expect(spans.map(({ answer, lane }) => [answer.id, lane])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ]);
    expect(laneCount).toBe(2);
  });

  it('cut the text where they begin and end', () => {
    const { spans } = lay([span('a', 0, 10), span('b', 5, 12)]);
    const segments = segmentsOf({ start: 2, end: 20 }, spans, { start: 15, end: 18 });
    expect(
      segments.map(({ start, end, covering, isMarked }) => [start, end, covering.length, isMarked]),
    ).toEqual([
      [2, 5, 1, false],
      [5, 10, 2, false],
      [10, 12, 1, false],
      [12, 15, 0, false],
      [15, 18, 0, true],
      [18, 20, 0, false],
    ]);
  });
});

describe('the caret', () => {
  const parts = {
    key: 'parts',
    title: 'Parts',
    kind: 'regions' as const,
    multiple: false,
    regionKinds: ['span' as const],
    unmarked: 'background' as const,
    labels: [{ id: 'p', name: 'P', color: '#0072b2', retired: false }],
  };
  const start = (text: string) => {
    const editor = new Editor({ controls: [parts] });
    editor.open([]);
    return { editor, desk: new Desk(editor, text) };
  };

  it('marks from the anchor, and a label makes the mark a span', () => {
    const { editor, desk } = start('write to ann@example.org today');
    desk.put(9, false);
    desk.put(24, true);
    expect(editor.getState().range).toEqual({ start: 9, end: 24 });
    editor.pick(parts, 'p');
    expect(editor.answers[0]!.region).toEqual({ kind: 'span', start: 9, end: 24 });
    expect(editor.getState().range).toBeUndefined();
  });

  it('marks word by word, backwards too', () => {
    const { editor, desk } = start('one two three');
    desk.put(13, false);
    desk.move('word', -1, true);
    desk.move('word', -1, true);
    expect(editor.getState().range).toEqual({ start: 4, end: 13 });
    desk.move('character', -1, false);
    expect(desk.caret).toBe(4);
    expect(editor.getState().range).toBeUndefined();
  });

  it('stretches the selected span, in one step for undo, and never past its other end', () => {
    const { editor, desk } = start('one two three');
    editor.open([span('a', 4, 7)]);
    desk.selectAt(5);
    for (const offset of [9, 11, 13, 2]) desk.stretch('end', offset);
    expect(editor.answers[0]!.region).toEqual({ kind: 'span', start: 4, end: 13 });
    editor.undo();
    expect(editor.answers[0]!.region).toEqual({ kind: 'span', start: 4, end: 7 });
  });

  it('selects the shortest span at a place, then the next one', () => {
    const { editor, desk } = start('one two three');
    editor.open([span('long', 0, 13), span('short', 4, 7)]);
    desk.selectAt(5);
    expect([...editor.getState().selected]).toEqual(['short']);
    desk.selectAt(5);
    expect([...editor.getState().selected]).toEqual(['long']);
    expect(desk.selectAt(13)).toBe(false);
  });
});
