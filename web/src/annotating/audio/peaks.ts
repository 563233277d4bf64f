/** Lowest and highest sample of each block, so that hours are drawn as fast as seconds. */
export interface Peaks {
  readonly low: Float32Array;
  readonly high: Float32Array;
}

export const BLOCK = 256;

export function peaksOf(samples: Float32Array): Peaks {
  const count = Math.ceil(samples.length / BLOCK);
  const low = new Float32Array(count);
  const high = new Float32Array(count);
  for (let block = 0; block < count; block++) {
    [low[block], high[block]] = extremes(samples, samples, block * BLOCK, (block + 1) * BLOCK);
  }
  return { low, high };
}

/** Lowest and highest sample from one place up to another; whole blocks where there are many. */
export function range(
  samples: Float32Array,
  peaks: Peaks,
  from: number,
  to: number,
): readonly [number, number] {
  if (to - from < 4 * BLOCK) return extremes(samples, samples, Math.floor(from), Math.ceil(to));
  return extremes(peaks.low, peaks.high, Math.floor(from / BLOCK), Math.ceil(to / BLOCK));
}

/** Of at least one sample; 0 and 0 outside. */
function extremes(
  lows: Float32Array,
  highs: Float32Array,
  from: number,
  to: number,
): readonly [number, number] {
  const first = Math.max(0, from);
  const last = Math.min(lows.length, Math.max(to, first + 1));
  if (first >= last) return [0, 0];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = first; i < last; i++) {
    low = Math.min(low, lows[i] as number);
    high = Math.max(high, highs[i] as number);
  }
  return [low, high];
}
