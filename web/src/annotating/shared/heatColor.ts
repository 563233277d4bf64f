/** Orange speaks for the class, blue against it: told apart by colour-blind eyes, too. */
const FOR = [230, 97, 0] as const;
const AGAINST = [0, 114, 178] as const;
const MOST_OPACITY = 0.72;

/** Colour and opacity of a cell: shape (4), each 0 to 255. */
export function heatColor(value: number): [number, number, number, number] {
  const [red, green, blue] = value < 0 ? AGAINST : FOR;
  return [red, green, blue, Math.round(255 * MOST_OPACITY * Math.min(1, Math.abs(value)))];
}
