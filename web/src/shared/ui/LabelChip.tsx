import type { Label } from '@/shared/api/schema';
import css from './LabelChip.module.css';

/** A label as people know it: its colour, then its name. */
export function LabelChip({ label }: { label: Pick<Label, 'name' | 'color' | 'retired'> }) {
  return (
    <span className={css.chip} title={label.name}>
      <span className={css.dot} style={{ background: label.color }} aria-hidden />
      <span className={label.retired ? `${css.name} ${css.retired}` : css.name}>{label.name}</span>
    </span>
  );
}
