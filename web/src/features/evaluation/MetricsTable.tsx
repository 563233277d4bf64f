import type { RunReport } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { headline, isError, metricName } from '@/shared/metrics';
import css from './EvaluationPage.module.css';
import { IntervalBar } from './IntervalBar';
import { texts } from './texts';

/** Every metric with its interval, and what it was in the run before. */
export function MetricsTable({ report, before }: { report: RunReport; before: RunReport | undefined }) {
  const t = useTexts(texts);
  const { score } = useFormats();
  const top = headline(report.task, report.metrics)?.[0];
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th>{t.metric}</th>
          <th className={css.number}>{t.value}</th>
          <th colSpan={2}>{t.interval}</th>
          {before && <th className={css.number}>{t.previous}</th>}
          {before && <th className={css.number}>{t.change}</th>}
        </tr>
      </thead>
      <tbody>
        {Object.entries(report.metrics).map(([key, value]) => {
          const interval = report.metrics_ci[key];
          const old = before?.metrics[key];
          return (
            <tr key={key} data-headline={key === top || undefined}>
              <th scope="row" title={isError(key) ? t.lowerBetter : undefined}>
                {metricName(key)}
                {isError(key) && ' ↓'}
              </th>
              <td className={css.number}>{score(value)}</td>
              <td>{interval && value !== null && <IntervalBar value={value} interval={interval} />}</td>
              <td className={`${css.range} quiet`}>
                {interval && `${score(interval[0])} – ${score(interval[1])}`}
              </td>
              {before && <td className={css.number}>{score(old)}</td>}
              {before && (
                <td className={css.number}>
                  <Change by={(value ?? Number.NaN) - (old ?? Number.NaN)} lessIsBetter={isError(key)} />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The difference with its sign; the colour only repeats what the sign and the arrow say. */
function Change({ by, lessIsBetter }: { by: number; lessIsBetter: boolean }) {
  if (!Number.isFinite(by)) return '–';
  const rounded = by.toFixed(3);
  if (Number(rounded) === 0) return <span className="quiet">±0</span>;
  const better = by > 0 !== lessIsBetter;
  return (
    <span style={{ color: better ? 'var(--good)' : 'var(--bad)' }}>
      {by > 0 ? '+' : '−'}
      {rounded.replace('-', '')}
    </span>
  );
}
