import { useRef } from 'react';
import { useWidth } from '@/shared/ui/useWidth';
import css from './LineChart.module.css';
import { linePath, ticks } from './scale';

export interface XySeries {
  name: string;
  points: readonly (readonly [number, number])[];
  color: string;
  dashed?: boolean;
}

interface Props {
  title: string;
  xTitle: string;
  series: XySeries[];
  /** The ends of the axes. */
  x: readonly [number, number];
  y: readonly [number, number];
  height?: number;
}

const left = 38;
const bottom = 32;
const top = 6;
const right = 8;

/** One quantity over another. */
export function XyChart({ title, xTitle, series, x, y, height = 200 }: Props) {
  const ref = useRef<HTMLElement>(null);
  const width = useWidth(ref);
  const atX = (value: number) => left + ((value - x[0]) / (x[1] - x[0])) * Math.max(0, width - left - right);
  const atY = (value: number) => top + (1 - (value - y[0]) / (y[1] - y[0])) * (height - top - bottom);
  return (
    <figure className={css.chart} ref={ref} style={{ margin: 0 }}>
      <figcaption className={css.legend}>
        {series.map((line) => (
          <span key={line.name}>
            <i style={{ borderColor: line.color, borderTopStyle: line.dashed ? 'dashed' : 'solid' }} />
            {line.name}
          </span>
        ))}
      </figcaption>
      <svg width={width} height={height} role="img" aria-label={title}>
        <title>{title}</title>
        {ticks(y[0], y[1], 4).map((value) => (
          <g key={value}>
            <line className={css.grid} x1={left} x2={width - right} y1={atY(value)} y2={atY(value)} />
            <text className={css.tick} x={left - 5} y={atY(value) + 3} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {ticks(x[0], x[1], 5).map((value) => (
          <text key={value} className={css.tick} x={atX(value)} y={height - 18} textAnchor="middle">
            {value}
          </text>
        ))}
        <text className={css.tick} x={(left + width - right) / 2} y={height - 3} textAnchor="middle">
          {xTitle}
        </text>
        {series.map((line) => (
          <path
            key={line.name}
            className={css.line}
            stroke={line.color}
            strokeDasharray={line.dashed ? '4 3' : undefined}
            d={linePath(line.points.map(([px, py]) => [atX(px), atY(Math.max(y[0], py))] as const))}
          />
        ))}
      </svg>
    </figure>
  );
}
