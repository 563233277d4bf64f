import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Annotation, AnnotationState } from '@/shared/api/schema';
import type { Answers } from './answers';
import { Outbox, type Save, type SendResult } from './outbox';
import type { WireAnswer } from './wire';

const choice = (label: string): Answers => [{ id: 'c', control: 'kind', labels: [label] }];

/** A server that answers when the test says so, and a store in memory. */
function setUp(kept: Save[] = []) {
  const sent: Save[] = [];
  const waiting: ((result: SendResult) => void)[] = [];
  const store = new Map(kept.map((save) => [save.itemId, save]));
  const outbox = new Outbox(
    (save) => {
      sent.push(save);
      return new Promise((resolve) => waiting.push(resolve));
    },
    {
      all: async () => [...store.values()],
      put: async (save) => void store.set(save.itemId, save),
      remove: async (itemId) => void store.delete(itemId),
    },
  );
  const answer = async (result: SendResult) => {
    waiting.shift()?.(result);
    await vi.advanceTimersByTimeAsync(0);
  };
  const saved = (version: number, state: AnnotationState = 'draft') =>
    answer({ kind: 'saved', annotation: annotation(version, [], state) });
  return { outbox, sent, store, answer, saved };
}

function annotation(
  version: number,
  answers: readonly WireAnswer[],
  state: AnnotationState = 'draft',
): Annotation {
  return { answers: [...answers], state, version, author: 'ben', updatedAt: '2026-11-24T00:00:00Z' };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('drafts', () => {
  it('are sent once, after the pause, with the newest answers', async () => {
    const { outbox, sent, saved } = setUp();
    outbox.draft('p', 'i', choice('a'));
    await vi.advanceTimersByTimeAsync(500);
    outbox.draft('p', 'i', choice('b'));
    await vi.advanceTimersByTimeAsync(700);
    expect(sent).toHaveLength(0);
    expect(outbox.status('i').phase).toBe('pending');
    await vi.advanceTimersByTimeAsync(200);
    expect(sent.map((save) => save.answers[0]!.labels)).toEqual([['b']]);
    await saved(1);
    expect(outbox.status('i').phase).toBe('saved');
  });

  it('made while one is on the wire follow it, based on its version', async () => {
    const { outbox, sent, saved } = setUp();
    outbox.opened('i', 4);
    outbox.draft('p', 'i', choice('a'));
    await vi.advanceTimersByTimeAsync(800);
    outbox.draft('p', 'i', choice('b'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toHaveLength(1);
    await saved(5);
    await vi.advanceTimersByTimeAsync(800);
    expect(sent.map((save) => save.version)).toEqual([4, 5]);
    await saved(6);
    expect(outbox.unsaved()).toEqual([]);
  });

  it('are sent at once when the page is left', () => {
    const { outbox, sent } = setUp();
    outbox.draft('p', 'i', choice('a'));
    outbox.flush(true);
    expect(sent).toHaveLength(1);
  });
});

describe('a submit', () => {
  it('goes at once, and after a draft on the wire', async () => {
    const { outbox, sent, saved } = setUp();
    outbox.draft('p', 'i', choice('a'));
    await vi.advanceTimersByTimeAsync(800);
    outbox.submit('p', 'i', 'submitted', choice('a'));
    await saved(1);
    expect(sent.map((save) => [save.state, save.version])).toEqual([
      ['draft', 0],
      ['submitted', 1],
    ]);
  });
});

describe('what cannot be sent', () => {
  it('is kept and tried again, less and less often', async () => {
    const { outbox, sent, store, answer, saved } = setUp();
    outbox.submit('p', 'i', 'submitted', choice('a'));
    await answer({ kind: 'unreachable' });
    expect(outbox.status('i')).toEqual({ phase: 'waiting', reason: 'unreachable' });
    expect(store.has('i')).toBe(true);
    await vi.advanceTimersByTimeAsync(2000);
    await answer({ kind: 'unreachable' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(3000);
    await saved(1, 'submitted');
    expect(sent).toHaveLength(3);
    expect(store.size).toBe(0);
  });

  it('waits for a sign-in when the session is over', async () => {
    const { outbox, sent, answer, saved } = setUp();
    outbox.submit('p', 'i', 'submitted', choice('a'));
    await answer({ kind: 'signed-out' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    outbox.wake();
    await saved(1, 'submitted');
    expect(outbox.status('i').phase).toBe('saved');
  });

  it('is taken up by the next page', async () => {
    const left: Save = { itemId: 'i', projectId: 'p', version: 3, state: 'draft', answers: [] };
    const { outbox, sent } = setUp([left]);
    await outbox.restore();
    expect(sent).toEqual([left]);
    expect(outbox.unsavedOf('i')).toEqual(left);
  });

  it('is named when the server refuses it', async () => {
    const { outbox, answer } = setUp();
    outbox.submit('p', 'i', 'submitted', choice('a'));
    await answer({ kind: 'refused', sentence: 'There is no label a.' });
    expect(outbox.status('i')).toEqual({ phase: 'refused', sentence: 'There is no label a.' });
  });
});

describe('a conflict', () => {
  const theirs = annotation(7, [{ id: 'x', control: 'kind', labels: ['z'] }], 'submitted');

  it('waits for a person and overwrites nobody', async () => {
    const { outbox, sent, answer } = setUp();
    outbox.submit('p', 'i', 'submitted', choice('a'));
    await answer({ kind: 'stale', theirs });
    expect(outbox.status('i')).toMatchObject({ phase: 'stale', theirs });
    outbox.draft('p', 'i', choice('b'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(1);
  });

  it('ends by keeping the own answers, on top of theirs', async () => {
    const { outbox, sent, answer, saved } = setUp();
    outbox.submit('p', 'i', 'submitted', choice('a'));
    await answer({ kind: 'stale', theirs });
    outbox.keepMine('i');
    await saved(8, 'submitted');
    expect(sent[1]).toMatchObject({ version: 7, answers: [{ labels: ['a'] }] });
    expect(outbox.unsaved()).toEqual([]);
  });

  it('ends by taking theirs, and goes on from there', async () => {
    const { outbox, sent, store, answer } = setUp();
    outbox.submit('p', 'i', 'submitted', choice('a'));
    await answer({ kind: 'stale', theirs });
    outbox.dropMine('i');
    expect(store.size).toBe(0);
    outbox.submit('p', 'i', 'submitted', choice('z'));
    expect(sent[1]!.version).toBe(7);
  });

  it('is none when the server has just what was sent: its answer got lost on the way', async () => {
    const { outbox, answer } = setUp();
    outbox.submit('p', 'i', 'submitted', choice('a'));
    const same = annotation(1, [{ id: 'other', control: 'kind', labels: ['a'] }], 'submitted');
    await answer({ kind: 'stale', theirs: same });
    expect(outbox.status('i').phase).toBe('saved');
  });
});
