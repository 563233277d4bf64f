import type { Counts } from '@/shared/api/schema';
import css from './CountsBar.module.css';

/** Annotated, predicted, skipped and the rest, as parts of one bar. */
export function CountsBar({ counts, label }: { counts: Counts; label: string }) {
  const share = (count: number) => `${counts.items ? (100 * count) / counts.items : 0}%`;
  return (
    <div className={css.bar} role="img" aria-label={label} title={label}>
      <div className={css.annotated} style={{ width: share(counts.annotated) }} />
      <div className={css.skipped} style={{ width: share(counts.skipped) }} />
      <div className={css.predicted} style={{ width: share(counts.predicted) }} />
    </div>
  );
}
