import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconChartBar, IconListSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { queries } from '@/shared/api/queries';
import type { Run } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { headline, metricName } from '@/shared/metrics';
import { Warnings } from '@/shared/ui/Warnings';
import { texts } from './texts';

/** What the last run gave, and where to go from there. */
export function RunResult({ run }: { run: Run }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const base = `/projects/${run.projectId}`;
  return (
    <Stack gap="xs">
      <Title order={3}>{t.result}</Title>
      {run.state === 'failed' && (
        <Alert color="red" variant="light" p="xs" title={t.failed}>
          {run.error ?? run.message}
        </Alert>
      )}
      {run.state === 'cancelled' && <Text size="sm">{t.cancelled}</Text>}
      {run.state === 'succeeded' && (
        <>
          {run.predicted !== undefined && (
            <Text size="sm" role="status">
              {t.predictedItems(number(run.predicted))}
            </Text>
          )}
          <Quality run={run} />
          <Group gap="xs">
            <Button
              component={Link}
              to={`${base}/annotate`}
              variant="light"
              leftSection={<IconListSearch size={14} />}
            >
              {t.review}
            </Button>
            <Button
              component={Link}
              to={`${base}/runs/${run.id}`}
              variant="light"
              leftSection={<IconChartBar size={14} />}
            >
              {t.evaluation}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

/** How good the model was on items that it had not seen: worth knowing before anything is accepted. */
function Quality({ run }: { run: Run }) {
  const t = useTexts(texts);
  const { number, score } = useFormats();
  const { data: report } = useQuery(queries.report(run.id));
  const top = report && headline(report.task, report.metrics);
  if (!top) return null;
  const interval = report.metrics_ci[top[0]];
  return (
    <>
      <Text size="sm">
        {t.quality(metricName(top[0]), score(top[1]), number(report.counts.test))}
        {interval && (
          <Text span size="xs" className="quiet">
            {' '}
            ({score(interval[0])} – {score(interval[1])})
          </Text>
        )}
      </Text>
      {report.unlike_count > 0 && (
        <Text size="sm">
          <Anchor component={Link} to={`/projects/${run.projectId}?state=predicted&maxScore=0`}>
            {t.unlike(number(report.unlike_count))}
          </Anchor>
        </Text>
      )}
      <Warnings sentences={report.warnings} />
    </>
  );
}
