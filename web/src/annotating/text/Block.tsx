import { memo } from 'react';
import { findLabel, type LabelSchema } from '../shared/model';
import type { Evidence } from './evidence';
import { type LaidSpan, type Segment, segmentsOf } from './lanes';
import type { TextRange } from './offsets';
import css from './TextCanvas.module.css';

interface Props {
  text: string;
  start: number;
  end: number;
  spans: readonly LaidSpan[];
  /** The marked range, cut to this block, so that other blocks need no new drawing; -1 for none. */
  markStart: number;
  markEnd: number;
  laneCount: number;
  /** Ids of selected answers, joined: equal strings need no new drawing. */
  selected: string;
  schema: LabelSchema;
  /** Words that speak for or against a class. */
  evidence: readonly Evidence[] | undefined;
}

/** Between the lanes, in CSS pixels. */
export const LANE = 4;

/** A few lines of the text with its spans. */
export const Block = memo(function Block(props: Props) {
  const { text, start, end, spans, markStart, markEnd, evidence } = props;
  const marked: TextRange | undefined = markEnd > markStart ? { start: markStart, end: markEnd } : undefined;
  return segmentsOf({ start, end }, spans, marked, evidence).map((segment) => (
    <Part key={segment.start} {...props} segment={segment} text={text.slice(segment.start, segment.end)} />
  ));
});

function Part({ segment, text, laneCount, selected, schema }: Props & { segment: Segment }) {
  const { covering, evidence } = segment;
  if (covering.length === 0 && !segment.isMarked && !evidence)
    return <span data-start={segment.start}>{text}</span>;
  const known = covering.map(({ answer, lane }) => {
    const label = findLabel(schema, answer.labels[0]);
    return { answer, lane, name: label?.name ?? '?', color: label?.color ?? '#868e96' };
  });
  const isSelected = covering.some(({ answer }) => selected.split(' ').includes(answer.id));
  const starting = known.filter(({ answer }) => answer.region.start === segment.start);
  const classes = [css.part, segment.isMarked && css.marked, isSelected && css.chosen];
  return (
    <span
      data-start={segment.start}
      data-tag={starting.map(({ name, answer }) => name + scoreOf(answer.score)).join(' · ') || undefined}
      title={evidence ? signed(evidence.weight) : known.map(({ name }) => name).join(', ') || undefined}
      className={classes.filter(Boolean).join(' ')}
      style={styleOf(known, laneCount, evidence)}
    >
      {text}
    </span>
  );
}

function scoreOf(score: number | undefined): string {
  return score === undefined ? '' : ` ${score.toFixed(2)}`;
}

/** In hundredths of probability, as a tooltip shows it. */
function signed(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(100 * weight).toFixed(1)} %`;
}

type Known = { lane: number; color: string; answer: { score?: number } };

/** A line in each span's lane, dashed for what is predicted, and a tint of the innermost. */
function styleOf(
  known: readonly Known[],
  laneCount: number,
  evidence: Evidence | undefined,
): React.CSSProperties {
  const lines = known.map(({ lane, color, answer }) => {
    const ink =
      answer.score === undefined
        ? `linear-gradient(${color}, ${color})`
        : `repeating-linear-gradient(90deg, ${color} 0 4px, transparent 4px 7px)`;
    return `${ink} 0 calc(100% - ${(laneCount - 1 - lane) * LANE}px) / 100% 3px no-repeat`;
  });
  const innermost = known.at(-1);
  const tint = evidence
    ? `color-mix(in srgb, var(--evidence-${evidence.weight < 0 ? 'against' : 'for'}) ${Math.round(60 * evidence.share)}%, transparent)`
    : innermost
      ? `color-mix(in srgb, ${innermost.color} ${innermost.answer.score === undefined ? 20 : 9}%, transparent)`
      : '';
  return {
    background: [...lines, tint].filter(Boolean).join(', '),
    paddingBottom: known.length > 0 ? laneCount * LANE : 0,
  };
}
