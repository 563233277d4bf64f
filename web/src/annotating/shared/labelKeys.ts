import type { Control, Label, LabelSchema } from './model';

export interface LabelKey {
  readonly control: Control;
  readonly label: Label;
  /** One character. */
  readonly key: string;
}

/** The labels that can still be given. */
export function offered(control: Control): readonly Label[] {
  return control.labels.filter((label) => !label.retired);
}

/**
 * Which key picks which label. A label's own hotkey works at any time, unless the key has another use
 * already; without one the key is the place in the list, 1 to 9 and 0 for the tenth, while its question is the active one.
 */
export function labelKeys(
  schema: LabelSchema,
  active: string | undefined,
  taken: ReadonlySet<string>,
): LabelKey[] {
  const used = new Set([...taken].map((key) => key.toUpperCase()));
  const keys: LabelKey[] = [];
  const controls = [...schema.controls].sort((a, b) => Number(b.key === active) - Number(a.key === active));
  for (const control of controls) {
    for (const label of offered(control)) {
      const key = label.hotkey?.toUpperCase();
      if (key?.length !== 1 || used.has(key)) continue;
      used.add(key);
      keys.push({ control, label, key });
    }
  }
  const control = controls.find((candidate) => candidate.key === active);
  if (!control) return keys;
  offered(control).forEach((label, index) => {
    const key = String((index + 1) % 10);
    if (index < 10 && !used.has(key) && !keys.some((other) => other.label === label))
      keys.push({ control, label, key });
  });
  return keys;
}
