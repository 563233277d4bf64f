import { IconCheck, IconPencil, IconPlayerSkipForward } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { api } from '@/shared/api/api';
import type { ItemState, ItemSummary, Label, Medium } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { LabelChip } from '@/shared/ui/LabelChip';
import { texts } from '../texts';
import css from './ItemsView.module.css';
import type { Selection } from './useSelection';

export interface ViewProps {
  items: ItemSummary[];
  medium: Medium;
  labels: ReadonlyMap<string, Label>;
  selection: Selection;
  open(id: string): void;
  /** Asks for the next page; called when the end comes near. */
  onEnd(): void;
  /** Says how many items one row holds, so that the arrow keys can go up and down. */
  onColumns(count: number): void;
}

/** What a click does: opens, or selects with Ctrl, Shift or on the mark. */
export function clickHandlers(index: number, { items, selection, open }: ViewProps) {
  return {
    onClick(event: MouseEvent) {
      if (event.shiftKey) selection.extend(index);
      else if (event.ctrlKey || event.metaKey || (event.target as Element).closest('[data-check]'))
        selection.toggle(index);
      else open(items[index]!.id);
    },
  };
}

export function CheckMark() {
  return (
    <span className={css.check} data-check aria-hidden>
      <IconCheck size={14} stroke={3} />
    </span>
  );
}

/** Up to 256 px; small pictures keep their pixels. */
export function Thumbnail({ item }: { item: ItemSummary }) {
  const tiny = (item.width ?? 999) <= 64;
  return (
    <div className={css.picture}>
      <img
        src={api.thumbnailUrl(item.id)}
        alt=""
        loading="lazy"
        decoding="async"
        data-tiny={tiny || undefined}
        draggable={false}
      />
    </div>
  );
}

export function Chips({ item, labels }: { item: ItemSummary; labels: ReadonlyMap<string, Label> }) {
  const known = item.labels.flatMap((id) => labels.get(id) ?? []);
  return (
    <span className={css.chips}>
      {known.map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
    </span>
  );
}

const stateIcons: Partial<Record<ItemState, typeof IconCheck>> = {
  annotated: IconCheck,
  draft: IconPencil,
  skipped: IconPlayerSkipForward,
};

/** The state as a small sign; a prediction shows its score. */
export function StateSign({ item }: { item: ItemSummary }) {
  const t = useTexts(texts);
  const { score } = useFormats();
  if (item.state === 'predicted')
    return (
      <span className="quiet" title={item.score === 0 ? t.unlikeHint : t.states.predicted}>
        {item.score === 0 ? '?' : score(item.score).replace(/^0/, '')}
      </span>
    );
  const Icon = stateIcons[item.state];
  return Icon ? (
    <Icon
      size={14}
      aria-label={t.states[item.state]}
      color={item.state === 'annotated' ? 'var(--mantine-primary-color-filled)' : 'var(--text-quiet)'}
      style={{ flex: 'none' }}
    />
  ) : null;
}

/** What a screen reader says for an item. */
export function itemTitle(item: ItemSummary, labels: ReadonlyMap<string, Label>, state: string): string {
  const names = item.labels.flatMap((id) => labels.get(id)?.name ?? []);
  return [item.name, state, ...names].join(', ');
}
