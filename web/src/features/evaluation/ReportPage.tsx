import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import type { Epoch, Project, Run, RunReport } from '@/shared/api/schema';
import { RunCurves } from '@/shared/charts/RunCurves';
import { XyChart } from '@/shared/charts/XyChart';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { headline, metricName } from '@/shared/metrics';
import { Fault } from '@/shared/ui/Fault';
import { Warnings } from '@/shared/ui/Warnings';
import { type Cell, ConfusionMatrix } from './ConfusionMatrix';
import css from './EvaluationPage.module.css';
import { Findings } from './Findings';
import { MetricsTable } from './MetricsTable';
import { PerClassTable } from './PerClassTable';
import { PlanTable } from './PlanTable';
import { texts } from './texts';
import { UnlikeList } from './UnlikeList';
import { WorstItems } from './WorstItems';

interface Props {
  run: Run;
  project: Project;
  previous: Run | undefined;
}

/** One run's report: the same numbers as report.html, with what can be clicked. */
export function ReportPage({ run, project, previous }: Props) {
  const report = useQuery(queries.report(run.id));
  const before = useQuery({
    ...queries.report(previous?.id ?? ''),
    enabled: Boolean(previous),
    retry: false,
  });
  if (report.error) return <Fault error={report.error} retry={report.refetch} />;
  return report.data ? (
    <Report run={run} project={project} report={report.data} before={before.data} />
  ) : null;
}

const DIAGONAL = [
  [0, 0],
  [1, 1],
] as const;
/** Lines that one picture can hold. */
const MOST_CURVES = 10;

interface ReportProps {
  run: Run;
  project: Project;
  report: RunReport;
  before: RunReport | undefined;
}

function Report({ run, project, report, before }: ReportProps) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const [cell, setCell] = useState<Cell>();
  const { counts } = report;
  const labels = project.schema.controls.flatMap((control) => control.labels);
  const curves = Object.entries(report.class_curves).map(([name, of]) => ({
    name,
    of,
    color: labels.find((label) => label.name === name)?.color ?? 'var(--chart-1)',
  }));
  return (
    <Stack gap="lg">
      <Head run={run} report={report} />
      <Text size="sm" maw={820}>
        {t.ofTest(
          number(counts.labelled),
          number(counts.validation),
          number(counts.test),
          number(counts.unlabelled),
        )}
      </Text>
      <Warnings sentences={report.warnings} />
      {report.notes.length > 0 && (
        <Alert variant="light" p="xs" title={t.notes} maw={820}>
          <List size="sm">
            {report.notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <div className={css.columns}>
        <section>
          <Title order={2}>{t.metrics}</Title>
          <MetricsTable report={report} before={before} />
        </section>
        {report.epochs.length > 0 && (
          <section>
            <Title order={2} mb="xs">
              {t.curves}
            </Title>
            <RunCurves epochs={epochsOf(report)} height={130} />
          </section>
        )}
        {report.coverage_curve.length > 1 && (
          <section>
            <Title order={2}>{t.coverage}</Title>
            <Text size="xs" className="quiet" mb={4}>
              {t.coverageHint}
            </Text>
            <Coverage curve={report.coverage_curve} />
          </section>
        )}
        {report.reliability.length > 0 && (
          <section>
            <Title order={2}>{t.reliability}</Title>
            <Text size="xs" className="quiet" mb={4}>
              {t.reliabilityHint}
            </Text>
            <XyChart
              title={t.reliability}
              xTitle={t.statedScore}
              x={[0, 1]}
              y={[0, 1]}
              series={[
                { name: t.calibrated, points: DIAGONAL, color: 'var(--text-quiet)', dashed: true },
                {
                  name: t.shareRight,
                  points: report.reliability.map((bin) => [bin.confidence, bin.accuracy] as const),
                  color: 'var(--chart-1)',
                },
              ]}
            />
          </section>
        )}
        {curves.length > 0 && curves.length <= MOST_CURVES && (
          <>
            <section>
              <Title order={2}>{t.precisionRecall}</Title>
              <XyChart
                title={t.precisionRecall}
                xTitle={t.recall}
                x={[0, 1]}
                y={[0, 1]}
                series={curves.map(({ name, color, of }) => ({ name, color, points: of.precision_recall }))}
              />
            </section>
            <section>
              <Title order={2}>{t.roc}</Title>
              <XyChart
                title={t.roc}
                xTitle={t.falsePositiveRate}
                x={[0, 1]}
                y={[0, 1]}
                series={curves.map(({ name, color, of }) => ({ name, color, points: of.roc }))}
              />
            </section>
          </>
        )}
        {report.confusion_matrix && (
          <section>
            <Title order={2}>{t.confusion}</Title>
            <Text size="xs" className="quiet" mb={4}>
              {t.confusionHint}
            </Text>
            <ConfusionMatrix
              classes={report.classes}
              matrix={report.confusion_matrix}
              cell={cell}
              onCell={setCell}
            />
          </section>
        )}
        {Object.keys(report.per_class).length > 0 && (
          <section>
            <Title order={2}>{t.perClass}</Title>
            <PerClassTable report={report} project={project} />
          </section>
        )}
      </div>
      {report.unlike_items.length > 0 && <UnlikeList project={project} report={report} />}
      <Findings project={project} report={report} />
      <PlanTable run={run} rows={report.plan} />
      {report.worst_items.length > 0 && (
        <section>
          <WorstItems
            project={project}
            items={report.worst_items}
            cell={cell}
            onAll={() => setCell(undefined)}
          />
        </section>
      )}
      <Text size="xs" className="quiet">
        {t.seconds}:{' '}
        {Object.entries(report.seconds)
          .map(([stage, seconds]) => `${stage} ${seconds.toFixed(1)}`)
          .join(' · ')}
        <br />
        {t.versions}:{' '}
        {Object.entries(report.versions)
          .map(([part, version]) => `${part} ${version}`)
          .join(' · ')}
      </Text>
    </Stack>
  );
}

/** How many items can be labelled at which precision. */
function Coverage({ curve }: { curve: RunReport['coverage_curve'] }) {
  const t = useTexts(texts);
  const lowest = Math.min(...curve.map((point) => point.precision_low));
  return (
    <XyChart
      title={t.coverage}
      xTitle={t.coverageShare}
      x={[0, 1]}
      y={[Math.floor(10 * lowest) / 10, 1]}
      series={[
        {
          name: t.precision,
          points: curve.map((point) => [point.coverage, point.precision] as const),
          color: 'var(--chart-1)',
        },
        {
          name: t.lowerBound,
          points: curve.map((point) => [point.coverage, point.precision_low] as const),
          color: 'var(--chart-1)',
          dashed: true,
        },
      ]}
    />
  );
}

function Head({ run, report }: { run: Run; report: RunReport }) {
  const t = useTexts(texts);
  const { duration, moment, score } = useFormats();
  const top = headline(report.task, report.metrics);
  const seconds =
    run.startedAt && run.finishedAt
      ? (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000
      : undefined;
  const facts = [
    report.task,
    t.seed(String(report.seed)),
    seconds !== undefined && t.took(duration(seconds)),
    moment(run.createdAt),
  ].filter(Boolean);
  return (
    <Group justify="space-between" align="flex-start">
      <Stack gap={2}>
        <Title order={1}>
          {report.method}
          {top && ` · ${metricName(top[0])} ${score(top[1])}`}
        </Title>
        <Text size="xs" className="quiet">
          {facts.join(' · ')}
        </Text>
      </Stack>
      <Button
        component="a"
        variant="default"
        href={api.reportPageUrl(run.id)}
        download={`labelsmith-${run.id}.html`}
        leftSection={<IconDownload size={14} />}
      >
        {t.report}
      </Button>
    </Group>
  );
}

const epochsOf = (report: RunReport): Epoch[] =>
  report.epochs.map((row) => ({
    epoch: row.epoch,
    of: report.epochs.length,
    trainLoss: row.train_loss ?? Number.NaN,
    validationLoss: row.validation_loss ?? Number.NaN,
    validationScore: row.validation_score ?? Number.NaN,
    scoreName: row.score_name,
  }));
