import {
  IconBrush,
  IconEye,
  IconEyeOff,
  IconPolygon,
  IconScissors,
  IconSquare,
  IconTrash,
  IconTypography,
} from '@tabler/icons-react';
import { type MouseEvent, memo, useEffect, useRef } from 'react';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { clock } from '../audio/timeline';
import { boundsOf } from '../image/geometry';
import { area } from '../image/mask/maskRows';
import { texts } from '../texts';
import type { Editor } from './editor';
import { type Answer, findLabel, type Region } from './model';
import css from './panels.module.css';
import { answersOf, hiddenOf, selectedOf, useEditor } from './useEditor';

const ICONS = {
  box: IconSquare,
  polygon: IconPolygon,
  mask: IconBrush,
  span: IconTypography,
  segment: IconScissors,
};

/** All regions as text, to select, hide and delete: what screen readers read of the canvas. */
export function RegionList({ editor, text }: { editor: Editor; text?: string | undefined }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const answers = useEditor(editor, answersOf);
  const selected = useEditor(editor, selectedOf);
  const hidden = useEditor(editor, hiddenOf);
  const regions = inOrder(answers.filter((answer) => answer.region));
  const first = [...selected][0];
  const asked = editor.schema.controls.flatMap((control) =>
    control.kind === 'regions' ? control.regionKinds : [],
  );
  return (
    <section className={css.section} style={{ display: 'flex', flexDirection: 'column', flex: '1 0 auto' }}>
      <h2 className={css.heading} aria-live="polite">
        {t.regions}
        <span className={css.count}>{number(regions.length)}</span>
      </h2>
      {regions.length === 0 && (
        <p className={css.empty}>
          {t.noRegions} {asked.map((kind) => t.noRegionsHint[kind]).join(' ')}
        </p>
      )}
      <ul className={css.list} aria-label={t.regions}>
        {regions.map((answer) => (
          <RegionRow
            key={answer.id}
            editor={editor}
            answer={answer}
            text={text}
            isSelected={selected.has(answer.id)}
            isFirst={answer.id === first}
            isHidden={hidden.has(answer.id)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  editor: Editor;
  answer: Answer;
  text: string | undefined;
  isSelected: boolean;
  /** The first of what is selected: scrolled into view. */
  isFirst: boolean;
  isHidden: boolean;
}

const RegionRow = memo(function RegionRow({ editor, answer, text, isSelected, isFirst, isHidden }: RowProps) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const row = useRef<HTMLLIElement>(null);
  const region = answer.region as Region;
  const label = findLabel(editor.schema, answer.labels[0]);
  const name = label?.name ?? '?';
  const Icon = ICONS[region.kind];

  useEffect(() => {
    if (isFirst) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isFirst]);

  const choose = (event: MouseEvent) => {
    const { selected } = editor.getState();
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    editor.select(adds ? symmetricDifference(selected, answer.id) : [answer.id]);
  };
  const toggleHidden = () => editor.hide(symmetricDifference(editor.getState().hidden, answer.id));
  const classes = [css.region, isSelected && css.selected, isHidden && css.hiddenRegion];
  if (answer.score !== undefined) classes.push(css.predicted);
  return (
    <li ref={row} className={classes.filter(Boolean).join(' ')}>
      <button type="button" className={css.row} aria-pressed={isSelected} onClick={choose}>
        <span className={css.dot} style={{ background: label?.color }} />
        <Icon size={13} stroke={1.6} aria-label={t.kinds[region.kind]} />
        <span className={css.name}>
          {region.kind === 'span' ? `${name}: ${excerpt(text, region)}` : name}
        </span>
        {answer.score !== undefined && (
          <span className={css.quiet} title={t.predicted}>
            {answer.score.toFixed(2)}
          </span>
        )}
        <span className={css.quiet}>{measure(region, (count) => t.pixels(number(count)))}</span>
      </button>
      <button
        type="button"
        className={css.icon}
        aria-pressed={isHidden}
        aria-label={isHidden ? t.show(name) : t.hide(name)}
        onClick={toggleHidden}
      >
        {isHidden ? <IconEyeOff size={14} /> : <IconEye size={14} />}
      </button>
      <button
        type="button"
        className={css.icon}
        aria-label={t.remove(name)}
        onClick={() => editor.remove(new Set([answer.id]))}
      >
        <IconTrash size={14} />
      </button>
    </li>
  );
});

/** Spans and segments as they are read; shapes as they lie on each other. */
function inOrder(answers: Answer[]): Answer[] {
  const startOf = ({ region }: Answer) =>
    region?.kind === 'span' || region?.kind === 'segment' ? region.start : 0;
  return answers.sort((a, b) => startOf(a) - startOf(b));
}

function excerpt(text: string | undefined, { start, end }: { start: number; end: number }): string {
  const part = text?.slice(start, Math.min(end, start + 60)) ?? `${start}–${end}`;
  return part.replace(/\s+/g, ' ') + (end > start + 60 ? '…' : '');
}

function measure(region: Region, pixels: (count: number) => string): string {
  if (region.kind === 'mask') return pixels(area(region.rows));
  if (region.kind === 'span') return '';
  if (region.kind === 'segment') return `${clock(region.start)} – ${clock(region.end)}`;
  const { width, height } = boundsOf(region);
  return `${Math.round(width)} × ${Math.round(height)}`;
}

function symmetricDifference(ids: ReadonlySet<string>, id: string): Set<string> {
  const result = new Set(ids);
  if (!result.delete(id)) result.add(id);
  return result;
}
