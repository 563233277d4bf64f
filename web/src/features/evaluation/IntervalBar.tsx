/** The interval on a line from 0 to 1, the value as a dot; nothing for metrics beyond that. */
export function IntervalBar({ value, interval: [low, high] }: { value: number; interval: [number, number] }) {
  if (![value, low, high].every((x) => x >= 0 && x <= 1)) return null;
  return (
    <svg width={104} height={12} aria-hidden="true">
      <line x1={2} x2={102} y1={6} y2={6} stroke="var(--line)" />
      <line
        x1={2 + 100 * low}
        x2={2 + 100 * high}
        y1={6}
        y2={6}
        stroke="var(--chart-1)"
        strokeWidth={3}
        opacity={0.5}
      />
      <circle cx={2 + 100 * value} cy={6} r={3} fill="var(--chart-1)" />
    </svg>
  );
}
