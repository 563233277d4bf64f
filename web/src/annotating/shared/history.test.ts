import { expect, it } from 'vitest';
import { begin, commit, redo, sealed, undo } from './history';

it('undoes and redoes step by step', () => {
  let history = commit(commit(begin('a'), 'b'), 'c');
  history = undo(history);
  expect(history.present).toBe('b');
  history = undo(undo(history));
  expect(history.present).toBe('a');
  expect(redo(redo(redo(history))).present).toBe('c');
});

it('forgets what was undone once something else is done', () => {
  const history = commit(undo(commit(begin('a'), 'b')), 'c');
  expect(redo(history).present).toBe('c');
  expect(undo(history).present).toBe('a');
});

it('joins steps with the same key, until it is sealed', () => {
  let history = commit(commit(commit(begin(0), 1, 'nudge'), 2, 'nudge'), 3, 'nudge');
  expect(undo(history).present).toBe(0);
  history = commit(sealed(history), 4, 'nudge');
  expect(undo(history).present).toBe(3);
});

it('does not count what changes nothing', () => {
  const history = begin('a');
  expect(commit(history, 'a')).toBe(history);
  expect(undo(history)).toBe(history);
});
