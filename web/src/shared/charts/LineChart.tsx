import { type PointerEvent, useRef, useState } from 'react';
import { useWidth } from '@/shared/ui/useWidth';
import css from './LineChart.module.css';
import { extent, linePath, ticks } from './scale';

export interface Series {
  name: string;
  /** y by position; x is the position from 1 (an epoch). */
  values: number[];
  color: string;
  dashed?: boolean;
}

interface Props {
  title: string;
  series: Series[];
  height?: number;
  /** x reaches at least this far: the epochs that are planned. */
  of?: number | undefined;
  /** The lowest y shown, such as 0 for a loss. */
  floor?: number;
}

const left = 34;
const bottom = 16;
const top = 6;
const right = 6;

/** Values by epoch as lines, with what stands under the pointer read out in the legend. */
export function LineChart({ title, series, height = 110, of = 1, floor }: Props) {
  const ref = useRef<HTMLElement>(null);
  const width = useWidth(ref);
  const [at, setAt] = useState<number>();
  const count = Math.max(of, ...series.map((line) => line.values.length), 2);
  const [low, high] = extent(
    series.flatMap((line) => line.values),
    floor,
  );
  const x = (epoch: number) => left + ((epoch - 1) / (count - 1)) * Math.max(0, width - left - right);
  const y = (value: number) => top + (1 - (value - low) / (high - low)) * (height - top - bottom);
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const share = (event.nativeEvent.offsetX - left) / Math.max(1, width - left - right);
    setAt(Math.min(count, Math.max(1, Math.round(share * (count - 1)) + 1)));
  };
  return (
    <figure className={css.chart} ref={ref} style={{ margin: 0 }}>
      <figcaption className={css.legend}>
        {series.map((line) => (
          <span key={line.name}>
            <i style={{ borderColor: line.color, borderTopStyle: line.dashed ? 'dashed' : 'solid' }} />
            {line.name} <b>{readOut(line.values, at)}</b>
          </span>
        ))}
      </figcaption>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={title}
        onPointerMove={follow}
        onPointerLeave={() => setAt(undefined)}
      >
        <title>{title}</title>
        {ticks(low, high, 4).map((value) => (
          <g key={value}>
            <line className={css.grid} x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
            <text className={css.tick} x={left - 5} y={y(value) + 3} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {ticks(1, count, Math.max(2, width / 90))
          .filter((epoch) => Number.isInteger(epoch))
          .map((epoch) => (
            <text key={epoch} className={css.tick} x={x(epoch)} y={height - 3} textAnchor="middle">
              {epoch}
            </text>
          ))}
        {at && <line className={css.cursor} x1={x(at)} x2={x(at)} y1={top} y2={height - bottom} />}
        {series.map((line) => (
          <path
            key={line.name}
            className={css.line}
            stroke={line.color}
            strokeDasharray={line.dashed ? '4 3' : undefined}
            d={linePath(line.values.map((value, index) => [x(index + 1), y(value)] as const))}
          />
        ))}
        {series.map((line) => {
          const last = line.values.length - 1;
          const value = line.values[last];
          return value === undefined || !Number.isFinite(value) ? null : (
            <circle key={line.name} cx={x(last + 1)} cy={y(value)} r={2.5} fill={line.color} />
          );
        })}
      </svg>
    </figure>
  );
}

/** The value under the pointer, else the last one. */
function readOut(values: number[], at: number | undefined): string {
  const value = at ? values[at - 1] : values.at(-1);
  return value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(3);
}
