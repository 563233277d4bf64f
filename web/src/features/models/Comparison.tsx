import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '@/shared/api/queries';
import type { Model } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { isError, metricName } from '@/shared/metrics';
import { Fault } from '@/shared/ui/Fault';
import css from './ModelsPage.module.css';
import { texts } from './texts';

/** Two models on the same items, with whether the difference is more than chance. */
export function Comparison({ first, second }: { first: Model; second: Model }) {
  const t = useTexts(texts);
  const { number, moment, score } = useFormats();
  const comparison = useQuery(queries.comparison(first.id, second.id));
  const { data } = comparison;
  return (
    <section aria-label={t.comparison} className={css.comparison}>
      <Title order={2}>{t.comparison}</Title>
      <Fault error={comparison.error} />
      {data && (
        <>
          <table className={css.table}>
            <thead>
              <tr>
                <th>{t.metric}</th>
                <th className={css.number}>
                  {t.first}: {moment(first.createdAt)}
                </th>
                <th className={css.number}>
                  {t.second}: {moment(second.createdAt)}
                </th>
                <th className={css.number}>{t.difference}</th>
                <th>{t.interval}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {data.metrics.map((metric) => (
                <tr key={metric.key}>
                  <th scope="row">
                    {metricName(metric.key)}
                    {isError(metric.key) && ' ↓'}
                  </th>
                  <td className={css.number}>{score(metric.first)}</td>
                  <td className={css.number}>{score(metric.second)}</td>
                  <td className={css.number}>{score(metric.difference)}</td>
                  <td>{metric.interval && `${score(metric.interval[0])} – ${score(metric.interval[1])}`}</td>
                  <td className="quiet">
                    {metric.interval && (isCertain(metric.interval) ? t.certain : t.uncertain)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="quiet">
            {t.on(number(data.itemCount), data.leftOut ? number(data.leftOut) : undefined)}
          </p>
        </>
      )}
    </section>
  );
}

/** Without 0 in it. */
const isCertain = ([low = 0, high = 0]: number[]) => low > 0 || high < 0;
