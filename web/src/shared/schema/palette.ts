/** Colours that stay apart for colour-blind eyes: Okabe and Ito (2008), then Tol's "muted" (2021), on light and dark. */
export const palette = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#b3a600',
  '#5d3fd3',
  '#882255',
  '#7f8fa6',
  '#8c564b',
  '#66a61e',
] as const;

/** The first colour that the labels do not use yet; from the beginning again once all are used. */
export function nextColor(used: readonly string[]): string {
  const taken = new Set(used.map((color) => color.toLowerCase()));
  return palette.find((color) => !taken.has(color)) ?? palette[used.length % palette.length]!;
}
