import { describe, expect, it } from 'vitest';
import { emptyMask } from '../image/mask/maskRows';
import { accepted, numbered, numberOf, paintedIn } from './answers';
import { Editor } from './editor';
import { labelKeys } from './labelKeys';
import type { Answer, Control, LabelSchema } from './model';

const label = (id: string, hotkey?: string) => ({
  id,
  name: id,
  color: '#0072b2',
  retired: false,
  ...(hotkey ? { hotkey } : {}),
});
const kind: Control = {
  key: 'kind',
  title: 'Kind',
  kind: 'choice',
  multiple: false,
  regionKinds: [],
  unmarked: 'background',
  labels: [label('a'), label('b')],
};
const tags: Control = { ...kind, key: 'tags', multiple: true, labels: [label('x'), label('y', 'k')] };
const parts: Control = {
  ...kind,
  key: 'parts',
  kind: 'regions',
  regionKinds: ['box', 'mask'],
  unmarked: 'background',
  labels: [label('p'), label('q')],
};
const schema: LabelSchema = { controls: [kind, tags, parts] };

const box = (id: string, score?: number): Answer => ({
  id,
  control: 'parts',
  labels: ['p'],
  region: { kind: 'box', x: 1, y: 1, width: 5, height: 5 },
  ...(score === undefined ? {} : { score }),
});

function opened(...answers: Answer[]) {
  const editor = new Editor(schema);
  editor.open(answers);
  return editor;
}

describe('choices', () => {
  it('have one label, or several where the question allows it', () => {
    const editor = opened();
    editor.pick(kind, 'a');
    editor.pick(kind, 'b');
    editor.pick(tags, 'x');
    editor.pick(tags, 'y');
    expect(editor.answers.map(({ labels }) => labels)).toEqual([['b'], ['x', 'y']]);
    editor.pick(tags, 'x');
    editor.pick(tags, 'y');
    expect(editor.answers).toHaveLength(1);
  });

  it('that a model has given become the person’s when they are given again', () => {
    const editor = opened({ id: '1', control: 'kind', labels: ['a'], score: 0.9 });
    editor.pick(kind, 'a');
    expect(editor.answers).toEqual([{ id: '1', control: 'kind', labels: ['a'] }]);
    editor.undo();
    expect(editor.answers[0]!.score).toBe(0.9);
  });
});

describe('several labels that a model gave one by one', () => {
  const given: Answer[] = [
    { id: '1', control: 'tags', labels: ['x'], score: 0.9 },
    { id: '2', control: 'tags', labels: ['y'], score: 0.6 },
  ];

  it('are taken back one by one, and others are added as the person’s own', () => {
    const editor = opened(...given);
    editor.pick(tags, 'y');
    expect(editor.answers).toEqual([given[0]]);
    editor.pick(tags, 'y');
    expect(editor.answers.map(({ labels, score }) => [labels, score])).toEqual([
      [['x'], 0.9],
      [['y'], undefined],
    ]);
  });
});

describe('numbers', () => {
  const age: Control = { ...kind, key: 'age', kind: 'number', labels: [] };

  it('are given, changed and taken back', () => {
    const predicted: Answer[] = [
      { id: '1', control: 'age', labels: [], number: 40, interval: { low: 30, high: 50 }, score: 0.5 },
    ];
    const mine = numbered(predicted, age, 41);
    expect(mine).toEqual([{ id: '1', control: 'age', labels: [], number: 41 }]);
    expect(numberOf(mine, age)?.number).toBe(41);
    expect(numbered(mine, age, undefined)).toEqual([]);
  });

  it('of a model lose their interval where they are accepted', () => {
    const editor = opened({
      id: '1',
      control: 'age',
      labels: [],
      number: 4,
      interval: { low: 3, high: 5 },
      score: 1,
    });
    editor.change(accepted(editor.answers));
    expect(editor.answers).toEqual([{ id: '1', control: 'age', labels: [], number: 4 }]);
  });
});

describe('regions', () => {
  it('are relabelled when they are selected, and lose the model’s score', () => {
    const editor = opened(box('1', 0.5), box('2', 0.6));
    editor.select(['2']);
    editor.pick(parts, 'q');
    expect(editor.answers.map(({ labels, score }) => [labels[0], score])).toEqual([
      ['p', 0.5],
      ['q', undefined],
    ]);
  });

  it('join the mask that their new label has', () => {
    const rows = { ...emptyMask(3, 1), rows: [[0, 1]] };
    const more = { ...emptyMask(3, 1), rows: [[2, 3]] };
    const editor = opened(
      { id: '1', control: 'parts', labels: ['p'], region: { kind: 'mask', rows } },
      { id: '2', control: 'parts', labels: ['q'], region: { kind: 'mask', rows: more } },
    );
    editor.select(['2']);
    editor.pick(parts, 'p');
    expect(editor.answers).toEqual([
      {
        id: '1',
        control: 'parts',
        labels: ['p'],
        region: { kind: 'mask', rows: { ...rows, rows: [[0, 1, 2, 3]] } },
      },
    ]);
  });

  it('are painted into the mask of their label', () => {
    const editor = opened(box('1'), {
      ...box('2'),
      region: { kind: 'box', x: 0, y: 0, width: 1, height: 1 },
    });
    const painted = paintedIn(editor.answers, new Set(['1', '2']), parts, { width: 7, height: 2 });
    expect(painted.map(({ region }) => region)).toEqual([
      {
        kind: 'mask',
        rows: {
          width: 7,
          height: 2,
          rows: [
            [0, 1],
            [1, 6],
          ],
        },
      },
    ]);
  });

  it('are not selected any more when undo takes them away', () => {
    const editor = opened();
    editor.add(box('1'));
    editor.select(['1']);
    editor.undo();
    expect(editor.getState().selected.size).toBe(0);
  });

  it('keep tool and label from item to item', () => {
    const editor = opened();
    editor.take('box', 'box');
    editor.pick(parts, 'q');
    editor.open([]);
    expect(editor.labelFor('box')).toEqual({ control: parts, labelId: 'q' });
    expect(editor.canUndo).toBe(false);
  });
});

describe('the active question', () => {
  it('is that of what is drawn or selected, else the choice', () => {
    const editor = opened(box('1'));
    expect(editor.activeControl).toBe(kind);
    editor.take('box', 'box');
    expect(editor.activeControl).toBe(parts);
    editor.take('select');
    editor.select(['1']);
    expect(editor.activeControl).toBe(parts);
    editor.ask('tags');
    expect(editor.activeControl).toBe(tags);
    editor.select([]);
    expect(editor.activeControl).toBe(kind);
  });

  it('has the number keys; a label’s own key works at any time, unless it is taken', () => {
    const keys = labelKeys(schema, 'parts', new Set(['r'])).map((key) => [key.key, key.label.id]);
    expect(keys).toEqual([
      ['K', 'y'],
      ['1', 'p'],
      ['2', 'q'],
    ]);
    expect(labelKeys(schema, 'kind', new Set(['k'])).map(({ key }) => key)).toEqual(['1', '2']);
  });
});
