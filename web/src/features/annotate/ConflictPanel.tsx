import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Preview } from '@/annotating/image/Preview';
import type { Picture } from '@/annotating/image/picture';
import type { Editor } from '@/annotating/shared/editor';
import { findLabel } from '@/annotating/shared/model';
import type { Outbox, Saved } from '@/annotating/shared/outbox';
import type { WireAnswer } from '@/annotating/shared/wire';
import { texts as annotatingTexts } from '@/annotating/texts';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import css from './ConflictPanel.module.css';
import { texts } from './texts';
import { readAnswers } from './useOpenItem';

interface Props {
  status: Extract<Saved, { phase: 'stale' }>;
  editor: Editor;
  outbox: Outbox;
  itemId: string;
  /** Of an image: both versions are shown on it. */
  picture: Picture | undefined;
}

/** Both versions side by side, until a person decides. */
export function ConflictPanel({ status, editor, outbox, itemId, picture }: Props) {
  const t = useTexts(texts);
  const { moment } = useFormats();
  const takeTheirs = () => {
    editor.open(readAnswers(status.theirs.answers).answers);
    outbox.dropMine(itemId);
  };
  return (
    <section className={css.panel} role="alert" aria-label={t.conflictTitle}>
      <p>
        <strong>{t.conflictTitle}</strong> {t.conflictHint}
      </p>
      <div className={css.versions}>
        <Version title={t.mine} answers={status.mine} editor={editor} picture={picture}>
          <Button size="compact-xs" onClick={() => outbox.keepMine(itemId)}>
            {t.keepMine}
          </Button>
        </Version>
        <Version
          title={`${t.theirs(status.theirs.author)}, ${moment(status.theirs.updatedAt)}`}
          answers={status.theirs.answers}
          editor={editor}
          picture={picture}
        >
          <Button size="compact-xs" variant="default" onClick={takeTheirs}>
            {t.takeTheirs}
          </Button>
        </Version>
      </div>
    </section>
  );
}

interface VersionProps {
  title: string;
  answers: readonly WireAnswer[];
  editor: Editor;
  picture: Picture | undefined;
  children: React.ReactNode;
}

function Version({ title, answers, editor, picture, children }: VersionProps) {
  const t = useTexts(texts);
  const read = useMemo(() => readAnswers(answers).answers, [answers]);
  return (
    <div className={css.version}>
      <h2>{title}</h2>
      {picture && answers.some((answer) => answer.region) && (
        <Preview picture={picture} answers={read} schema={editor.schema} label={title} />
      )}
      <p className="quiet">{answers.length === 0 ? t.nothingAnswered : t.answers(answers.length)}</p>
      <ul>
        {summary(answers, editor).map(({ key, name, color, note }) => (
          <li key={key}>
            <span className={css.dot} style={{ background: color }} />
            {name} <span className="quiet">{note}</span>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

interface Line {
  key: string;
  name: string;
  color: string;
  note?: React.ReactNode;
}

function summary(all: readonly WireAnswer[], { schema }: Editor): Line[] {
  return all.flatMap((answer): Line[] => {
    if (answer.number !== undefined)
      return [{ key: answer.id, name: String(answer.number), color: 'transparent' }];
    return answer.labels.map((labelId) => {
      const label = findLabel(schema, labelId);
      return {
        key: `${answer.id} ${labelId}`,
        name: label?.name ?? labelId,
        color: label?.color ?? 'transparent',
        note: <RegionNote answer={answer} />,
      };
    });
  });
}

function RegionNote({ answer: { region } }: { answer: WireAnswer }) {
  const t = useTexts(annotatingTexts);
  const { number } = useFormats();
  if (!region) return null;
  const name = t.kinds[region.kind];
  switch (region.kind) {
    case 'box':
      return `${name} ${Math.round(region.x)}, ${Math.round(region.y)}, ${Math.round(region.width)} × ${Math.round(region.height)}`;
    case 'polygon':
      return `${name} (${number(region.points.length)})`;
    case 'mask':
      return `${name} ${t.pixels(number(region.counts.reduce((sum, run, i) => sum + (i % 2 === 1 ? run : 0), 0)))}`;
    case 'span':
      return `${number(region.start)}–${number(region.end)}`;
  }
}
