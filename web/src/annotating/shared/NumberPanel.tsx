import { useEffect, useId, useRef, useState } from 'react';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { texts } from '../texts';
import { numbered, numberOf } from './answers';
import type { Editor } from './editor';
import type { Control } from './model';
import css from './panels.module.css';
import { answersOf, useEditor } from './useEditor';

interface Props {
  editor: Editor;
  control: Control;
  /** The item shown; another one begins anew. */
  itemId: string;
  /** Enter in the field. */
  onSubmit(): void;
}

/** A question that is answered by a number, with the model's number and interval as long as nobody touched it. */
export function NumberPanel({ editor, control, itemId, onSubmit }: Props) {
  const t = useTexts(texts);
  const { decimal } = useFormats();
  const answers = useEditor(editor, answersOf);
  const answer = numberOf(answers, control);
  const [typed, setTyped] = useState(write(answer?.number));
  const [shown, setShown] = useState(answer);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const isOnly = editor.schema.controls.length === 1;

  // undo, acceptance and other items change the answer from outside
  if (shown !== answer) {
    setShown(answer);
    setTyped(write(answer?.number));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: each item that opens takes the focus anew
  useEffect(() => {
    if (!isOnly) return;
    field.current?.focus();
    field.current?.select();
  }, [isOnly, itemId]);

  const number = read(typed);
  const fault = typed.trim() === '' ? undefined : faultOf(number, control, t, decimal);
  const change = (text: string) => {
    setTyped(text);
    const given = read(text);
    // what cannot be saved is no answer, so that nothing else is saved in its place
    const next = numbered(editor.answers, control, faultOf(given, control, t, decimal) ? undefined : given);
    setShown(numberOf(next, control));
    editor.change(next, id);
  };
  return (
    <section className={css.section}>
      <label className={css.heading} htmlFor={id}>
        {control.title}
        {control.unit && <span> ({control.unit})</span>}
      </label>
      <div className={css.numberRow}>
        <input
          ref={field}
          id={id}
          className={css.number}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || fault || number === undefined)
              return;
            event.preventDefault();
            onSubmit();
          }}
        />
      </div>
      <p id={`${id}-note`} className={css.empty} role={fault ? 'alert' : undefined}>
        {fault ??
          (answer?.interval
            ? t.interval(decimal(answer.interval.low), decimal(answer.interval.high))
            : t.numberHint)}
      </p>
    </section>
  );
}

const write = (number: number | undefined) =>
  number === undefined ? '' : String(Number(number.toPrecision(6)));

/** A decimal comma is understood too. */
function read(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  const number = Number(plain);
  return plain === '' || !Number.isFinite(number) ? undefined : number;
}

function faultOf(
  number: number | undefined,
  { minimum, maximum }: Control,
  t: { noNumber: string; tooSmall(least: string): string; tooLarge(most: string): string },
  decimal: (value: number) => string,
): string | undefined {
  if (number === undefined) return t.noNumber;
  if (minimum !== undefined && minimum !== null && number < minimum) return t.tooSmall(decimal(minimum));
  if (maximum !== undefined && maximum !== null && number > maximum) return t.tooLarge(decimal(maximum));
  return undefined;
}
