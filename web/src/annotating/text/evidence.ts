import type { WordWeight } from '@/shared/api/schema';
import type { TextRange } from './offsets';

/** A word that speaks for a class, or where its weight is below 0 against it. */
export interface Evidence extends TextRange {
  /** Difference in probability. */
  readonly weight: number;
  /** Of the strongest word's, 0 to 1. */
  readonly share: number;
}

/** Weaker words are left as they are: they would only make the page restless. */
const LEAST_SHARE = 0.06;

/** The words that count, in the text's order. */
export function evidenceOf(words: readonly WordWeight[]): Evidence[] {
  const strongest = words.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0);
  if (strongest === 0) return [];
  return words
    .map(({ start, end, weight }) => ({ start, end, weight, share: Math.abs(weight) / strongest }))
    .filter(({ share }) => share >= LEAST_SHARE);
}
