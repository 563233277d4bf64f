/** Which part of a recording the canvas shows, in seconds. */
export interface Timeline {
  readonly start: number;
  readonly length: number;
}

/** The shortest part that can be looked at. */
const LEAST = 0.01;

export const whole = (seconds: number): Timeline => ({ start: 0, length: Math.max(LEAST, seconds) });

export const timeAt = (view: Timeline, x: number, width: number): number =>
  view.start + (view.length * x) / width;

export const xOf = (view: Timeline, time: number, width: number): number =>
  ((time - view.start) / view.length) * width;

/** Zoomed so that the moment `at` stays where it is; never beyond the recording. */
export function zoomed(view: Timeline, factor: number, at: number, seconds: number): Timeline {
  const length = Math.min(Math.max(LEAST, seconds), Math.max(LEAST, view.length / factor));
  const start = at - ((at - view.start) * length) / view.length;
  return within({ start, length }, seconds);
}

export function panned(view: Timeline, by: number, seconds: number): Timeline {
  return within({ start: view.start + by, length: view.length }, seconds);
}

/** So that the moment is seen: as it is, or turned like a page. */
export function showing(view: Timeline, time: number, seconds: number): Timeline {
  if (time >= view.start && time <= view.start + view.length) return view;
  return within({ start: time - view.length * 0.05, length: view.length }, seconds);
}

function within({ start, length }: Timeline, seconds: number): Timeline {
  return { start: Math.max(0, Math.min(seconds - length, start)), length };
}

/** Round moments for the ruler, at least `gap` pixels apart. */
export function ticksOf(view: Timeline, width: number, gap = 80): readonly number[] {
  const least = (view.length * gap) / Math.max(1, width);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= least) ?? 10);
  const first = Math.ceil(view.start / step - 1e-9);
  const last = Math.floor((view.start + view.length) / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** As a clock shows it, with as many decimals as tell moments apart that are `step` seconds from each other. */
export function clock(time: number, step = 0.01): string {
  const decimals = Math.max(0, Math.min(3, Math.ceil(-Math.log10(step) - 1e-9)));
  const rounded = Number(Math.max(0, time).toFixed(decimals));
  const minutes = Math.floor(rounded / 60);
  const seconds = (rounded - 60 * minutes).toFixed(decimals).padStart(decimals ? decimals + 3 : 2, '0');
  return `${minutes}:${seconds}`;
}
