import { IconCheck } from '@tabler/icons-react';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { marksPixels } from '@/shared/schema/edit';
import { texts } from '../texts';
import type { Answers } from './answers';
import type { Editor } from './editor';
import { KeyCap } from './KeyCap';
import { type LabelKey, offered } from './labelKeys';
import type { Control, Label } from './model';
import css from './panels.module.css';
import { answersOf, useEditor } from './useEditor';

interface Props {
  editor: Editor;
  control: Control;
  keys: readonly LabelKey[];
  onPick(control: Control, labelId: string): void;
}

/** One question with its labels: to answer it (choice), or to label regions with. */
export function QuestionPanel({ editor, control, keys, onPick }: Props) {
  const answers = useEditor(editor, answersOf);
  const picked = useEditor(editor, ({ getState }) => getState().picked[control.key]);
  const active = useEditor(editor, ({ activeControl }) => activeControl?.key === control.key);
  const t = useTexts(texts);
  const isChoice = control.kind === 'choice';
  const id = `question-${control.key}`;
  const given = new Set(control.labels.filter((label) => isGiven(answers, control, label.id)));
  // what is retired stays visible where it is in use
  const shown = control.labels.filter((label) => !label.retired || given.has(label));
  const checked = (label: Label) => (isChoice ? given.has(label) : picked === label.id);
  const many = editor.schema.controls.length > 1;
  return (
    <section className={css.section}>
      <h2 id={id} className={active && many ? `${css.heading} ${css.active}` : css.heading}>
        {control.title}
      </h2>
      {control.unmarked === 'unknown' && marksPixels(control) && <p className={css.quiet}>{t.partial}</p>}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles are named by it */}
      <div role={isChoice && control.multiple ? 'group' : 'radiogroup'} aria-labelledby={id}>
        {shown.map((label) => (
          <LabelRow
            key={label.id}
            label={label}
            control={control}
            checked={checked(label)}
            answers={answers}
            shortcut={keys.find((key) => key.label === label)?.key}
            isOffered={offered(control).includes(label)}
            onPick={() => onPick(control, label.id)}
          />
        ))}
      </div>
    </section>
  );
}

interface RowProps {
  label: Label;
  control: Control;
  checked: boolean;
  answers: Answers;
  shortcut: string | undefined;
  isOffered: boolean;
  onPick(): void;
}

function LabelRow({ label, control, checked, answers, shortcut, isOffered, onPick }: RowProps) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const isChoice = control.kind === 'choice';
  const round = isChoice && !control.multiple;
  const count = isChoice
    ? 0
    : answers.filter((a) => a.control === control.key && a.labels[0] === label.id).length;
  const score = isChoice
    ? answers.find((a) => a.control === control.key && !a.region && a.labels.includes(label.id))?.score
    : undefined;
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles can be checked
    <button
      type="button"
      role={isChoice && control.multiple ? 'checkbox' : 'radio'}
      aria-checked={checked}
      aria-label={label.name}
      aria-keyshortcuts={shortcut}
      className={score === undefined ? css.row : `${css.row} ${css.predicted}`}
      disabled={!isOffered && !checked}
      onClick={onPick}
    >
      {isChoice ? (
        <span
          className={round ? css.mark : `${css.mark} ${css.square}`}
          style={{ borderColor: label.color, background: checked ? label.color : 'transparent' }}
        >
          {checked && <IconCheck size={10} stroke={4} color="var(--surface)" />}
        </span>
      ) : (
        <span className={css.dot} style={{ background: label.color }} />
      )}
      <span className={label.retired ? `${css.name} ${css.retired}` : css.name} title={label.name}>
        {label.name}
      </span>
      {count > 0 && (
        <span className={css.quiet} title={t.inUse(number(count))}>
          {number(count)}
        </span>
      )}
      {score !== undefined && (
        <span className={css.quiet} title={t.predicted}>
          {score.toFixed(2)}
        </span>
      )}
      {shortcut && <KeyCap shortcut={shortcut} />}
    </button>
  );
}

function isGiven(answers: Answers, control: Control, labelId: string): boolean {
  return answers.some((answer) => answer.control === control.key && answer.labels.includes(labelId));
}
