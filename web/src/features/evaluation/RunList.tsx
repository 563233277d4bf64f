import { Link } from 'react-router';
import type { Run } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import css from './EvaluationPage.module.css';
import { texts } from './texts';

export function RunList({ runs, shown }: { runs: Run[]; shown: Run }) {
  const t = useTexts(texts);
  const { ago } = useFormats();
  return (
    <nav className={css.runs} aria-label={t.runs}>
      <h2>{t.runs}</h2>
      {runs.map((run) => (
        <Link
          key={run.id}
          to={`/projects/${run.projectId}/runs/${run.id}`}
          className={css.run}
          aria-current={run.id === shown.id ? 'true' : undefined}
        >
          {run.method ?? t.auto}
          <small>
            <span>{t.states[run.state]}</span>
            <span>{ago(run.finishedAt ?? run.createdAt)}</span>
          </small>
        </Link>
      ))}
    </nav>
  );
}
