import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/api';
import type { Run, RunStage } from '@/shared/api/schema';
import { RunCurves } from '@/shared/charts/RunCurves';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { RunVariants } from '@/shared/ui/RunVariants';
import { useErrorToast } from '@/shared/ui/toasts';
import css from './RunProgress.module.css';
import { texts } from './texts';

const stages: RunStage[] = ['preprocess', 'features', 'train', 'evaluate', 'predict'];

/** A run that works: stage, share, epoch, curves, time left, and a way to stop it. */
export function RunProgress({ run }: { run: Run }) {
  const t = useTexts(texts);
  const { duration, number, percent } = useFormats();
  const cancel = useMutation({ mutationFn: () => api.cancelRun(run.id), onError: useErrorToast() });
  const stopping = cancel.isSuccess || run.cancelRequested;
  const at = run.stage ? stages.indexOf(run.stage) : -1;
  const epoch = run.epochs.at(-1);
  return (
    <Stack gap="sm" role="region" aria-label={t.start} aria-busy>
      <ol className={css.stages}>
        {stages.map((stage, index) => (
          <li
            key={stage}
            data-done={index < at || undefined}
            aria-current={index === at ? 'step' : undefined}
            title={t.stages[stage]}
          >
            {t.stages[stage]}
          </li>
        ))}
      </ol>
      <Progress
        value={100 * run.fraction}
        aria-label={run.stage ? t.stages[run.stage] : t.queued}
        animated={run.state === 'running'}
      />
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {run.state === 'queued'
            ? t.queued
            : epoch && run.stage === 'train'
              ? t.epoch(number(epoch.epoch), number(epoch.of))
              : percent(run.fraction)}
        </Text>
        {run.secondsLeft !== undefined && (
          <Text size="sm" className="quiet">
            {t.timeLeft(duration(run.secondsLeft))}
          </Text>
        )}
      </Group>
      {run.message && (
        <Text size="xs" className="quiet">
          {run.message}
        </Text>
      )}
      {at >= stages.indexOf('train') && <RunVariants run={run} />}
      {run.epochs.length > 0 && <RunCurves epochs={run.epochs} />}
      <Button
        variant="default"
        loading={cancel.isPending}
        disabled={stopping}
        onClick={() => cancel.mutate()}
      >
        {stopping ? t.cancelling : t.cancel}
      </Button>
    </Stack>
  );
}
