import { Button } from '@mantine/core';
import { isPredicted, withoutPredicted } from '@/annotating/shared/answers';
import type { Editor } from '@/annotating/shared/editor';
import { KeyCap } from '@/annotating/shared/KeyCap';
import { useEditor } from '@/annotating/shared/useEditor';
import { useTexts } from '@/shared/i18n/language';
import css from './PredictionPanel.module.css';
import { texts } from './texts';

interface Props {
  editor: Editor;
  score: number | undefined;
}

/** Says that what stands here is a model's, as long as some of it is untouched. */
export function PredictionPanel({ editor, score }: Props) {
  const t = useTexts(texts);
  const isSuggested = useEditor(editor, ({ answers }) => answers.some(isPredicted));
  if (!isSuggested) return null;
  return (
    <section className={css.panel} aria-label={t.states.predicted}>
      <p>
        <strong>{score === 0 ? t.unlike : t.prediction(score === undefined ? '–' : score.toFixed(2))}</strong>{' '}
        {score === 0 ? t.unlikeHint : t.predictionHint}
      </p>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => editor.change(withoutPredicted(editor.answers))}
        rightSection={<KeyCap shortcut="Shift+Delete" />}
      >
        {t.discard}
      </Button>
    </section>
  );
}
