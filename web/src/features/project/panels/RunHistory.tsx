import { Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Run } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import css from './RunHistory.module.css';
import { texts } from './texts';

/** All runs, the newest first; the ones that finished lead to their evaluation. */
export function RunHistory({ runs }: { runs: Run[] }) {
  const t = useTexts(texts);
  const { ago, score } = useFormats();
  return (
    <Stack gap={4}>
      <Title order={3}>{t.history}</Title>
      {runs.map((run) => {
        const best = Math.max(...run.epochs.map((epoch) => epoch.validationScore));
        const line = (
          <>
            <span className={css.method}>{run.method ?? t.automatic}</span>
            <Text span size="xs" {...(run.state === 'failed' && { c: 'red' })}>
              {t.states[run.state]}
            </Text>
            <span>{score(best)}</span>
            <span className="quiet">{ago(run.createdAt)}</span>
          </>
        );
        return run.state === 'succeeded' ? (
          <Link key={run.id} className={css.line} to={`/projects/${run.projectId}/runs/${run.id}`}>
            {line}
          </Link>
        ) : (
          <div key={run.id} className={css.line} title={run.error}>
            {line}
          </div>
        );
      })}
    </Stack>
  );
}
