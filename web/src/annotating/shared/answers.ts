import type { Size } from '../image/geometry';
import { filled } from '../image/mask/fill';
import { union } from '../image/mask/maskRows';
import { type Answer, type Control, isPlaced, newId } from './model';

/** Pure edits of an item's answers. Later answers lie on top of earlier ones. */
export type Answers = readonly Answer[];

/** The answer as a person's own: without the model's score and interval. */
export function owned(answer: Answer): Answer {
  if (answer.score === undefined && answer.interval === undefined) return answer;
  const { score: _, interval: __, ...rest } = answer;
  return rest;
}

/** Adds the answer on top, or replaces the one with its id where it lies. */
export function put(answers: Answers, answer: Answer): Answers {
  const mine = owned(answer);
  return answers.some((old) => old.id === mine.id)
    ? answers.map((old) => (old.id === mine.id ? mine : old))
    : [...answers, mine];
}

export function putAll(answers: Answers, changed: Iterable<Answer>): Answers {
  const byId = new Map<string, Answer>();
  for (const answer of changed) byId.set(answer.id, owned(answer));
  if (byId.size === 0) return answers;
  const replaced = answers.map((old) => {
    const answer = byId.get(old.id);
    byId.delete(old.id);
    return answer ?? old;
  });
  return [...replaced, ...byId.values()];
}

export function without(answers: Answers, ids: ReadonlySet<string>): Answers {
  return answers.some((answer) => ids.has(answer.id))
    ? answers.filter((answer) => !ids.has(answer.id))
    : answers;
}

/** Gives the choice: replaces the label of a single choice, adds or takes back one of a multiple choice. */
export function chosen(answers: Answers, control: Control, labelId: string): Answers {
  const given = answers.filter((answer) => answer.control === control.key && !answer.region);
  // a model gives each of several labels by itself, with its score
  const old =
    given.find((answer) => answer.labels.includes(labelId)) ??
    given.find((answer) => !isPredicted(answer)) ??
    given[0];
  if (!old || (control.multiple && isPredicted(old) && !old.labels.includes(labelId)))
    return [...answers, { id: newId(), control: control.key, labels: [labelId] }];
  if (!control.multiple) {
    const same = old.score === undefined && old.labels.length === 1 && old.labels[0] === labelId;
    return same ? answers : put(answers, { ...old, labels: [labelId] });
  }
  const labels = old.labels.includes(labelId)
    ? old.labels.filter((label) => label !== labelId)
    : [...old.labels, labelId];
  return labels.length === 0 ? without(answers, new Set([old.id])) : put(answers, { ...old, labels });
}

/** The answer to a question for a number. */
export function numberOf(answers: Answers, control: Control): Answer | undefined {
  return answers.find((answer) => answer.control === control.key && answer.number !== undefined);
}

/** Gives the number, or takes it back. */
export function numbered(answers: Answers, control: Control, number: number | undefined): Answers {
  const old = numberOf(answers, control);
  if (number === undefined) return old ? without(answers, new Set([old.id])) : answers;
  return put(answers, { id: old?.id ?? newId(), control: control.key, labels: [], number });
}

/**
 * Gives the regions another label. A label has at most one mask, so a mask joins the one
 * that its new label has already.
 */
export function relabelled(
  answers: Answers,
  ids: ReadonlySet<string>,
  control: Control,
  labelId: string,
): Answers {
  let result = answers;
  for (const answer of answers) {
    if (!ids.has(answer.id) || !answer.region || answer.control !== control.key) continue;
    if (answer.labels.length === 1 && answer.labels[0] === labelId && answer.score === undefined) continue;
    const other = isPlaced(answer, 'mask')
      ? maskOf(without(result, new Set([answer.id])), control, labelId)
      : undefined;
    if (other && isPlaced(answer, 'mask')) {
      const rows = union(other.region.rows, answer.region.rows);
      result = put(without(result, new Set([answer.id])), { ...other, region: { kind: 'mask', rows } });
    } else {
      result = put(result, { ...answer, labels: [labelId] });
    }
  }
  return result;
}

/** The one mask of a label. */
export function maskOf(answers: Answers, control: Control, labelId: string) {
  for (const answer of answers) {
    if (isPlaced(answer, 'mask') && answer.control === control.key && answer.labels[0] === labelId)
      return answer;
  }
  return undefined;
}

/** Paints boxes and polygons into the masks of their labels. */
export function paintedIn(answers: Answers, ids: ReadonlySet<string>, control: Control, size: Size): Answers {
  let result = answers;
  for (const answer of answers) {
    const { region, labels } = answer;
    const labelId = labels[0];
    if (!ids.has(answer.id) || answer.control !== control.key || labelId === undefined) continue;
    if (region?.kind !== 'box' && region?.kind !== 'polygon') continue;
    const rows = filled(region, size.width, size.height);
    const mask = maskOf(result, control, labelId);
    const changed = mask
      ? { ...mask, region: { kind: 'mask' as const, rows: union(mask.region.rows, rows) } }
      : { ...answer, id: newId(), region: { kind: 'mask' as const, rows } };
    result = put(without(result, new Set([answer.id])), changed);
  }
  return result;
}

export function isPredicted(answer: Answer): boolean {
  return answer.score !== undefined;
}

/** All predicted answers become the person's own. */
export function accepted(answers: Answers): Answers {
  return answers.some(isPredicted) ? answers.map(owned) : answers;
}

/** Only what a person has answered or touched. */
export function withoutPredicted(answers: Answers): Answers {
  return answers.some(isPredicted) ? answers.filter((answer) => !isPredicted(answer)) : answers;
}
