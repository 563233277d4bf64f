import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { WordWeight } from '@/shared/api/schema';
import type { Editor } from '../shared/editor';
import { isPlaced } from '../shared/model';
import { answersOf, hiddenOf, selectedOf, useEditor } from '../shared/useEditor';
import { Block, LANE } from './Block';
import { blockAt, blocksOf } from './blocks';
import { Desk } from './desk';
import { evidenceOf } from './evidence';
import { lay } from './lanes';
import { linesOf } from './lines';
import type { TextRange } from './offsets';
import { caretRect } from './place';
import css from './TextCanvas.module.css';
import { listen } from './textInput';

interface Props {
  editor: Editor;
  text: string;
  /** What each word adds to a class's probability; undefined: not asked for. */
  words?: readonly WordWeight[] | undefined;
  label: string;
  /** Gives the desk to whoever offers its actions; undefined when it is gone. */
  onDesk(desk: Desk | undefined): void;
}

/** The text with its spans. Only the blocks in view are in the page, so a text of any length stays fast. */
export function TextCanvas({ editor, text, words, label, onDesk }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const desk = useMemo(() => new Desk(editor, text), [editor, text]);
  const caret = useSyncExternalStore(desk.subscribe, desk.getCaret);
  const answers = useEditor(editor, answersOf);
  const hidden = useEditor(editor, hiddenOf);
  const selected = useEditor(editor, selectedOf);
  const range = useEditor(editor, ({ getState }) => getState().range);

  const blocks = useMemo(() => blocksOf(text), [text]);
  const lineCounts = useMemo(() => blocks.map((block) => estimate(text, block)), [text, blocks]);
  const laid = useMemo(
    () =>
      lay(answers.filter((answer) => isPlaced(answer, 'span')).filter((answer) => !hidden.has(answer.id))),
    [answers, hidden],
  );
  const evidence = useMemo(() => words && evidenceOf(words), [words]);
  const lineHeight = 24 + Math.max(1, laid.laneCount) * LANE;
  const virtual = useVirtualizer({
    count: blocks.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (lineCounts[index] ?? 1) * lineHeight,
    overscan: 3,
    paddingStart: 16,
    paddingEnd: 48,
  });

  useEffect(() => {
    const root = scroll.current as HTMLDivElement;
    root.scrollTop = 0;
    desk.lines = linesOf(root);
    const stop = listen(root, desk);
    onDesk(desk);
    return () => {
      stop();
      onDesk(undefined);
    };
  }, [desk, onDesk]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another line height makes all measures void
  useEffect(() => virtual.measure(), [lineHeight]);

  useEffect(() => {
    const first = [...selected][0];
    const chosen = laid.spans.find(({ answer }) => answer.id === first);
    if (chosen && !caretRect(scroll.current as HTMLElement, chosen.answer.region.start)) {
      virtual.scrollToIndex(blockAt(blocks, chosen.answer.region.start), { align: 'center' });
    }
  }, [selected, laid, blocks, virtual]);

  useEffect(() => {
    const root = scroll.current;
    if (caret === undefined || !root) return;
    const rect = caretRect(root, caret);
    if (!rect) return virtual.scrollToIndex(blockAt(blocks, caret), { align: 'auto' });
    const frame = root.getBoundingClientRect();
    if (rect.top < frame.top) root.scrollTop += rect.top - frame.top - 8;
    else if (rect.bottom > frame.bottom) root.scrollTop += rect.bottom - frame.bottom + 8;
  }, [caret, blocks, virtual]);

  const chosen = [...selected].join(' ');
  return (
    <div
      ref={scroll}
      className={css.scroll}
      role="application"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the text is worked on by keyboard, too
      tabIndex={0}
      style={{ lineHeight: `${lineHeight}px` }}
    >
      <div className={css.page} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const block = blocks[index] as TextRange;
          return (
            <div
              key={index}
              data-index={index}
              ref={virtual.measureElement}
              className={css.block}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Block
                text={text}
                start={block.start}
                end={block.end}
                spans={laid.spans}
                markStart={range ? Math.max(range.start, block.start) : -1}
                markEnd={range ? Math.min(range.end, block.end) : -1}
                laneCount={laid.laneCount}
                selected={chosen}
                schema={editor.schema}
                evidence={evidence}
              />
            </div>
          );
        })}
        <Caret root={scroll} offset={range ? undefined : caret} />
      </div>
    </div>
  );
}

/** Blinks where the keyboard would go on. */
function Caret({
  root,
  offset,
}: {
  root: React.RefObject<HTMLDivElement | null>;
  offset: number | undefined;
}) {
  const [place, setPlace] = useState<{ left: number; top: number; height: number }>();
  // after every render, as the blocks may have moved
  useLayoutEffect(() => {
    const element = root.current;
    const rect = element && offset !== undefined ? caretRect(element, offset) : undefined;
    const page = element?.firstElementChild?.getBoundingClientRect();
    const next =
      rect && page
        ? { left: rect.left - page.left - 1, top: rect.top - page.top, height: rect.height }
        : undefined;
    if (next?.left !== place?.left || next?.top !== place?.top) setPlace(next);
  });
  return place && <div className={css.caret} style={place} aria-hidden />;
}

/** How many lines a block will take, roughly; it is measured once it is shown. */
function estimate(text: string, { start, end }: TextRange): number {
  const lines = text.slice(start, end).split('\n');
  return lines.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil(line.length / 100)),
    lines.at(-1) === '' ? -1 : 0,
  );
}
