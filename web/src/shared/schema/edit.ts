import type { Control, Label, LabelSchema, Medium, RegionKind } from '@/shared/api/schema';
import { nextColor } from './palette';

/** Region kinds that a medium's items can carry, as the annotation page draws them. */
export const regionKindsOf: Record<Medium, RegionKind[]> = {
  image: ['box', 'polygon', 'mask'],
  text: ['span'],
  audio: ['segment'],
};

/** Short, and unique enough within one schema; `crypto.randomUUID` is missing on plain http. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** @param elsewhere Labels of the other controls: their colours are kept free as long as there are enough. */
export function newLabel(name: string, labels: readonly Label[], elsewhere: readonly Label[] = []): Label {
  const used = [...elsewhere, ...labels].map((label) => label.color);
  return { id: newId(), name, color: nextColor(used), retired: false };
}

/** Adds a label for each line or comma-separated part that names none yet. */
export function addLabels(
  labels: readonly Label[],
  typed: string,
  elsewhere: readonly Label[] = [],
): Label[] {
  const all = [...labels];
  for (const part of typed.split(/[\n,;\t]/)) {
    const name = part.trim();
    if (name && !all.some((label) => label.name === name)) all.push(newLabel(name, all, elsewhere));
  }
  return all;
}

/** Whether the regions say which pixels are what. */
export const marksPixels = ({ kind, regionKinds }: Control) =>
  kind === 'regions' && (regionKinds.includes('mask') || regionKinds.includes('polygon'));

export function newControl(
  kind: Control['kind'],
  medium: Medium,
  title: string,
  others: readonly Control[],
): Control {
  const base = kind === 'choice' ? 'label' : kind;
  let key: string = base;
  for (let n = 2; others.some((control) => control.key === key); n++) key = `${base}${n}`;
  return {
    key,
    title,
    kind,
    multiple: false,
    regionKinds: kind === 'regions' ? [...regionKindsOf[medium]] : [],
    unmarked: 'background',
    labels: [],
  };
}

/** The same list with one entry moved by one place; unchanged at the ends. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const copy = [...list];
  if (to < 0 || to >= copy.length) return copy;
  [copy[from], copy[to]] = [copy[to]!, copy[from]!];
  return copy;
}

export type SchemaFault =
  | { kind: 'empty' }
  | { kind: 'title' }
  | { kind: 'labels' | 'regionKinds' | 'range' | 'unknown'; control: string }
  | { kind: 'name'; control: string }
  | { kind: 'twice' | 'hotkey'; control: string; value: string };

/** What to correct before the schema can be saved, or null. The server has the last word. */
export function findFault(schema: LabelSchema): SchemaFault | null {
  if (!schema.controls.length) return { kind: 'empty' };
  for (const asked of schema.controls) {
    const { title, kind, regionKinds, labels, minimum, maximum } = asked;
    if (!title.trim()) return { kind: 'title' };
    const control = title;
    if (kind === 'number') {
      if (typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum)
        return { kind: 'range', control };
      continue;
    }
    const offered = labels.filter((label) => !label.retired);
    if (!offered.length) return { kind: 'labels', control };
    if (kind === 'regions' && !regionKinds.length) return { kind: 'regionKinds', control };
    if (marksPixels(asked) && asked.unmarked === 'unknown' && offered.length < 2)
      return { kind: 'unknown', control };
    if (offered.some((label) => !label.name.trim())) return { kind: 'name', control };
    const name = firstTwice(offered.map((label) => label.name.trim()));
    if (name) return { kind: 'twice', control, value: name };
    const hotkey = firstTwice(offered.flatMap((label) => (label.hotkey ? [label.hotkey.toLowerCase()] : [])));
    if (hotkey) return { kind: 'hotkey', control, value: hotkey };
  }
  return null;
}

const firstTwice = (values: string[]) => values.find((value, index) => values.indexOf(value) !== index);
