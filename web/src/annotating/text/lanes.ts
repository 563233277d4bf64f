import type { Placed, Span } from '../shared/model';
import type { Evidence } from './evidence';
import type { TextRange } from './offsets';

/** A span with the line below the text that it is drawn in: spans that overlap have different ones. */
export interface LaidSpan {
  readonly answer: Placed<Span>;
  /** 0 is nearest to the text. */
  readonly lane: number;
}

export interface Laid {
  /** Sorted by start, the longer first. */
  readonly spans: readonly LaidSpan[];
  readonly laneCount: number;
}

/** Gives every span the first lane that is free at its place. Time O(n · lanes). */
export function lay(answers: readonly Placed<Span>[]): Laid {
  const sorted = [...answers].sort((a, b) => a.region.start - b.region.start || b.region.end - a.region.end);
  const ends: number[] = []; // where each lane is free again
  const spans = sorted.map((answer) => {
    const { start, end } = answer.region;
    let lane = ends.findIndex((free) => free <= start);
    if (lane < 0) lane = ends.length;
    ends[lane] = end;
    return { answer, lane };
  });
  return { spans, laneCount: ends.length };
}

/** A part of the text that the same spans cover. */
export interface Segment extends TextRange {
  readonly covering: readonly LaidSpan[];
  readonly isMarked: boolean;
  /** The word of which it is a part, where that says something about a class. */
  readonly evidence?: Evidence | undefined;
}

/** Cuts a block where spans, the marked range or words that say something begin or end. */
export function segmentsOf(
  block: TextRange,
  spans: readonly LaidSpan[],
  marked: TextRange | undefined,
  evidence: readonly Evidence[] = [],
): Segment[] {
  const inside = spans.filter(
    ({ answer: { region } }) => region.start < block.end && region.end > block.start,
  );
  const telling = evidence.filter(({ start, end }) => start < block.end && end > block.start);
  const cuts = new Set([block.start, block.end]);
  const ranges = [...inside.map(({ answer }) => answer.region), ...(marked ? [marked] : []), ...telling];
  for (const range of ranges) {
    for (const cut of [range.start, range.end]) if (cut > block.start && cut < block.end) cuts.add(cut);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  let word = 0;
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1] as number;
    while (word < telling.length && (telling[word] as Evidence).end <= start) word++;
    const near = telling[word];
    const covers = (range: TextRange) => range.start <= start && range.end >= end;
    return {
      start,
      end,
      covering: inside.filter(({ answer }) => covers(answer.region)),
      isMarked: marked !== undefined && covers(marked),
      evidence: near && near.start <= start ? near : undefined,
    };
  });
}
