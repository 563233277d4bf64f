/** Undo and redo over immutable values. The values share what they have in common, so many steps cost little. */
export interface History<T> {
  readonly past: readonly Step<T>[];
  readonly present: T;
  readonly future: readonly Step<T>[];
  /** Steps with the same key in a row are one step for undo. */
  readonly joinKey: string | undefined;
}

interface Step<T> {
  readonly value: T;
}

const MOST_STEPS = 500;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], joinKey: undefined };
}

/** @param joinKey equal to that of the previous step: both are undone together (nudging with arrow keys) */
export function commit<T>(history: History<T>, value: T, joinKey?: string): History<T> {
  if (Object.is(value, history.present)) return history;
  const joins = joinKey !== undefined && joinKey === history.joinKey && history.past.length > 0;
  const past = joins ? history.past : [...history.past.slice(1 - MOST_STEPS), { value: history.present }];
  return { past, present: value, future: [], joinKey };
}

/** The same history, but the next step does not join the last one. */
export function sealed<T>(history: History<T>): History<T> {
  return history.joinKey === undefined ? history : { ...history, joinKey: undefined };
}

export function undo<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.value,
    future: [{ value: history.present }, ...history.future],
    joinKey: undefined,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const next = history.future[0];
  if (!next) return history;
  return {
    past: [...history.past, { value: history.present }],
    present: next.value,
    future: history.future.slice(1),
    joinKey: undefined,
  };
}
