import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Editor } from '@/annotating/shared/editor';
import { KeyCap } from '@/annotating/shared/KeyCap';
import { findLabel } from '@/annotating/shared/model';
import { api } from '@/shared/api/api';
import type { Explanation, Medium, Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import css from './ExplanationPanel.module.css';
import { texts } from './texts';

interface Props {
  project: Project;
  editor: Editor;
  isShown: boolean;
  onToggle(): void;
  explanation: Explanation | undefined;
  /** Why there is none. */
  fault: string | undefined;
}

/** Switches the evidence on the item on and off, and says whose it is; the neighbours stand here. */
export function ExplanationPanel({ project, editor, isShown, onToggle, explanation, fault }: Props) {
  const t = useTexts(texts);
  const name = explanation && findLabel(editor.schema, explanation.label)?.name;
  return (
    <section className={css.panel} aria-label={t.explanation}>
      <div className={css.head}>
        <strong aria-live="polite">
          {isShown && explanation
            ? t.why(name ?? '?', Math.round(100 * explanation.probability))
            : t.explanation}
        </strong>
        {isShown && !explanation && !fault && <Loader size={14} aria-label={t.explaining} />}
        <Button
          size="compact-xs"
          variant={isShown ? 'light' : 'default'}
          flex="none"
          aria-pressed={isShown}
          aria-keyshortcuts="w"
          onClick={onToggle}
          rightSection={<KeyCap shortcut="w" />}
        >
          {isShown ? t.hideWhy : t.showWhy}
        </Button>
      </div>
      {isShown && fault && <p role="status">{fault}</p>}
      {isShown && explanation && (
        <>
          <Legend explanation={explanation} medium={project.medium} />
          <Neighbours project={project} editor={editor} neighbours={explanation.neighbours} />
        </>
      )}
    </section>
  );
}

function Legend({ explanation, medium }: { explanation: Explanation; medium: Medium }) {
  const t = useTexts(texts);
  const hasAgainst = explanation.method !== 'grad-cam';
  return (
    <p className={css.legend} title={t.explainedBy[explanation.method as keyof typeof t.explainedBy]}>
      <span style={{ '--swatch': 'var(--evidence-for)' } as React.CSSProperties}>{t.speaksFor(medium)}</span>
      {hasAgainst && (
        <span style={{ '--swatch': 'var(--evidence-against)' } as React.CSSProperties}>
          {t.speaksAgainst}
        </span>
      )}
    </p>
  );
}

interface NeighboursProps {
  project: Project;
  editor: Editor;
  neighbours: Explanation['neighbours'];
}

function Neighbours({ project, editor, neighbours }: NeighboursProps) {
  const t = useTexts(texts);
  if (neighbours.length === 0) return null;
  const isText = project.medium === 'text';
  return (
    <>
      <p>{t.becauseLikeThese}</p>
      <div className={isText ? css.texts : css.pictures}>
        {neighbours.map(({ itemId, name, excerpt, label, similarity }) => (
          <Link
            key={itemId}
            className={css.neighbour}
            to={`/projects/${project.id}/annotate/${itemId}`}
            title={t.neighbour(name, similarity.toFixed(2))}
          >
            {isText ? <q>{excerpt}</q> : <Small itemId={itemId} />}
            <span>{findLabel(editor.schema, label)?.name ?? '?'}</span>
          </Link>
        ))}
      </div>
    </>
  );
}

/** Small pictures keep their pixels. */
function Small({ itemId }: { itemId: string }) {
  const [isTiny, setTiny] = useState(false);
  return (
    <img
      src={api.thumbnailUrl(itemId)}
      alt=""
      data-tiny={isTiny || undefined}
      onLoad={({ currentTarget }) => setTiny(currentTarget.naturalWidth <= 64)}
    />
  );
}
