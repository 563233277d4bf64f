import type { Ask } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import css from './AskNote.module.css';
import { texts } from './texts';

/** Why this item is asked about before others. */
export function AskNote({ ask }: { ask: Ask | undefined }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const reason = ask && t.asked[ask.strategy];
  if (!reason) return null;
  return (
    <p className={css.note}>
      <strong>{t.askedBecause}</strong> {reason(ask.value, formats)}
    </p>
  );
}
