import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { texts } from '../texts';
import css from './ItemsView.module.css';
import { CheckMark, Chips, clickHandlers, itemTitle, Thumbnail, type ViewProps } from './parts';

const rowHeight = 36;

/** One item a line. Only the lines in view are in the document. */
export function ItemTable(props: ViewProps) {
  const t = useTexts(texts);
  const { ago, score } = useFormats();
  const { items, medium, labels, selection, onEnd, onColumns } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length && last >= items.length - 20) onEnd();
  }, [last, items.length, onEnd]);
  useEffect(() => onColumns(1), [onColumns]);
  useEffect(() => {
    if (selection.active >= 0) virtualizer.scrollToIndex(selection.active, { align: 'auto' });
  }, [selection.active, virtualizer]);
  const activeItem = items[selection.active];

  return (
    <>
      <div className={css.head} aria-hidden>
        <span />
        <span />
        <span>{t.name}</span>
        <span>{t.labels}</span>
        <span>{t.state}</span>
        <span className={css.number}>{t.score}</span>
        <span className={css.number}>{t.changed}</span>
      </div>
      <div
        ref={scroller}
        className={css.scroll}
        role="listbox"
        aria-label={t.title}
        aria-multiselectable
        aria-activedescendant={activeItem && `item-${activeItem.id}`}
        tabIndex={0}
        data-items
      >
        <div role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const item = items[index]!;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, aria-activedescendant names the option
              <div
                key={item.id}
                id={`item-${item.id}`}
                role="option"
                aria-selected={selection.chosen.has(item.id)}
                aria-label={itemTitle(item, labels, t.states[item.state])}
                className={css.row}
                style={{ transform: `translateY(${start}px)` }}
                data-active={index === selection.active || undefined}
                {...clickHandlers(index, props)}
              >
                <CheckMark />
                {medium === 'text' ? <span /> : <Thumbnail item={item} />}
                <span className={css.clip} title={item.excerpt ?? item.name}>
                  {item.name}
                  {item.excerpt && <span className="quiet"> {item.excerpt}</span>}
                </span>
                <Chips item={item} labels={labels} />
                <span>{t.states[item.state]}</span>
                <span className={css.number}>{item.state === 'predicted' && score(item.score)}</span>
                <span className={`${css.number} quiet`}>{ago(item.updatedAt)}</span>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
