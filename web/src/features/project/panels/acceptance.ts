import type { Acceptance } from '@/shared/api/schema';

type Point = Acceptance['points'][number];

/** What the test items say of all predictions from this score on: those of the nearest point that accepts no fewer. */
export function pointAt({ points }: Acceptance, minScore: number): Point | undefined {
  return points.find((point) => point.minScore <= minScore) ?? points.at(-1);
}

/** The most predictions at this precision or better; undefined: it is not reached. */
export function withPrecision({ points }: Acceptance, precision: number): Point | undefined {
  return points.findLast((point) => point.precision >= precision);
}

/** The surest predictions that make up this share of those that wait. */
export function withShare({ points, waiting }: Acceptance, share: number): Point | undefined {
  return points.find((point) => point.accepted >= share * waiting) ?? points.at(-1);
}
