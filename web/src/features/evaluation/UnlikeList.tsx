import { Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '@/shared/api/api';
import type { Project, RunReport } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import css from './EvaluationPage.module.css';
import { texts } from './texts';

/** Unlabelled items that resemble nothing that was taught; each opens in annotate. */
export function UnlikeList({ project, report }: { project: Project; report: RunReport }) {
  const t = useTexts(texts);
  const { number, score } = useFormats();
  return (
    <section>
      <Title order={2}>{t.unlike(number(report.unlike_count))}</Title>
      <Text size="xs" className="quiet" mb="xs">
        {t.unlikeHint(number(Math.round(report.unlike_expected)))}
      </Text>
      <div className={css.worst}>
        {report.unlike_items.map((item) =>
          item.itemId ? (
            <Link
              key={item.id}
              className={css.worstItem}
              to={`/projects/${project.id}/annotate/${item.itemId}`}
              aria-label={t.openItem(item.id)}
            >
              {project.medium !== 'text' && <img src={api.thumbnailUrl(item.itemId)} alt="" loading="lazy" />}
              <p title={item.id}>{item.id}</p>
              <p className="quiet">{t.nearest(item.label, score(item.similarity))}</p>
            </Link>
          ) : null,
        )}
      </div>
    </section>
  );
}
