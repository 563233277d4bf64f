import { type Answer, isPlaced, type Placed, type Segment } from '../shared/model';

export type PlacedSegment = Placed<Segment>;

/** Shorter ones are taken for a click, in seconds. */
export const LEAST_SECONDS = 0.01;

export type Edge = 'start' | 'end';

export const segmentsOf = (answers: readonly Answer[], hidden?: ReadonlySet<string>): PlacedSegment[] =>
  answers.filter((answer) => isPlaced(answer, 'segment')).filter((answer) => !hidden?.has(answer.id));

/** From two moments, in any order, within the recording; undefined where they are the same. */
export function between(one: number, other: number, seconds: number): Segment | undefined {
  const start = rounded(Math.max(0, Math.min(one, other)));
  const end = rounded(Math.min(seconds, Math.max(one, other)));
  return end - start >= LEAST_SECONDS ? { kind: 'segment', start, end } : undefined;
}

/** The shortest segment at a moment: one inside of another can so be reached. */
export function segmentAt(segments: readonly PlacedSegment[], time: number): PlacedSegment | undefined {
  let best: PlacedSegment | undefined;
  for (const segment of segments) {
    const { start, end } = segment.region;
    if (time < start || time > end) continue;
    if (!best || end - start < best.region.end - best.region.start) best = segment;
  }
  return best;
}

/** The edge that lies nearest to a moment, within `reach` seconds. */
export function edgeAt(
  segments: readonly PlacedSegment[],
  time: number,
  reach: number,
): { segment: PlacedSegment; edge: Edge } | undefined {
  let best: { segment: PlacedSegment; edge: Edge } | undefined;
  let least = reach;
  for (const segment of segments)
    for (const edge of ['start', 'end'] as const) {
      const distance = Math.abs(segment.region[edge] - time);
      if (distance > least) continue;
      least = distance;
      best = { segment, edge };
    }
  return best;
}

/** To the millisecond. */
const rounded = (time: number) => Math.round(time * 1000) / 1000;
