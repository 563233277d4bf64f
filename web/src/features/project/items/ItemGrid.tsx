import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTexts } from '@/shared/i18n/language';
import { useWidth } from '@/shared/ui/useWidth';
import { texts } from '../texts';
import css from './ItemsView.module.css';
import { CheckMark, Chips, clickHandlers, itemTitle, StateSign, Thumbnail, type ViewProps } from './parts';

const sizes = {
  image: { cell: 132, height: 148 },
  text: { cell: 250, height: 132 },
  audio: { cell: 200, height: 132 },
};

/** Pictures or excerpts side by side. Only the rows in view are in the document. */
export function ItemGrid(props: ViewProps) {
  const t = useTexts(texts);
  const { items, medium, labels, selection, onEnd, onColumns } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const { cell, height } = sizes[medium];
  const columns = Math.max(1, Math.floor((width - 16) / (cell + 8)));
  const rows = Math.ceil(items.length / columns);
  const rowVirtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => height + 8,
    overscan: 3,
  });
  const shown = rowVirtualizer.getVirtualItems();
  const lastRow = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows && lastRow >= rows - 4) onEnd();
  }, [lastRow, rows, onEnd]);
  useEffect(() => onColumns(columns), [columns, onColumns]);
  const activeRow = Math.floor(selection.active / columns);
  useEffect(() => {
    if (activeRow >= 0) rowVirtualizer.scrollToIndex(activeRow, { align: 'auto' });
  }, [activeRow, rowVirtualizer]);
  const activeItem = items[selection.active];

  return (
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
      <div role="presentation" style={{ height: rowVirtualizer.getTotalSize() + 8 }}>
        {shown.map((row) => (
          <div
            key={row.key}
            role="presentation"
            className={css.gridRow}
            style={{
              height: height + 8,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              transform: `translateY(${row.start + 4}px)`,
            }}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item, offset) => {
              const index = row.index * columns + offset;
              return (
                // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, aria-activedescendant names the option
                <div
                  key={item.id}
                  id={`item-${item.id}`}
                  role="option"
                  aria-selected={selection.chosen.has(item.id)}
                  aria-label={itemTitle(item, labels, t.states[item.state])}
                  title={item.name}
                  className={css.cell}
                  data-active={index === selection.active || undefined}
                  {...clickHandlers(index, props)}
                >
                  {medium === 'text' ? (
                    <div className={css.excerpt}>{item.excerpt}</div>
                  ) : (
                    <Thumbnail item={item} />
                  )}
                  <CheckMark />
                  <div className={css.foot}>
                    {item.labels.length ? (
                      <Chips item={item} labels={labels} />
                    ) : (
                      <span className={css.unnamed}>{item.name}</span>
                    )}
                    <StateSign item={item} />
                  </div>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
