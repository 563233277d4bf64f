import { Stack } from '@mantine/core';
import type { Epoch } from '@/shared/api/schema';
import { type Texts, useTexts } from '@/shared/i18n/language';
import { metricName } from '@/shared/metrics';
import { LineChart } from './LineChart';

const texts: Texts<{ loss: string; train: string; validation: string; score: string }> = {
  en: {
    loss: 'Loss by epoch',
    train: 'Training loss',
    validation: 'Validation loss',
    score: 'Score by epoch',
  },
  'zh-CN': { loss: '各轮损失', train: '训练损失', validation: '验证损失', score: '各轮得分' },
};

const first = 'var(--chart-1)';
const second = 'var(--chart-2)';

/** How the learning went: losses, and the score that decides. */
export function RunCurves({ epochs, height = 110 }: { epochs: readonly Epoch[]; height?: number }) {
  const t = useTexts(texts);
  const of = epochs.at(-1)?.of;
  return (
    <Stack gap="sm">
      <LineChart
        title={t.loss}
        of={of}
        floor={0}
        height={height}
        series={[
          { name: t.train, values: epochs.map((epoch) => epoch.trainLoss), color: second, dashed: true },
          { name: t.validation, values: epochs.map((epoch) => epoch.validationLoss), color: second },
        ]}
      />
      <LineChart
        title={t.score}
        of={of}
        height={height}
        series={[
          {
            name: metricName(epochs.at(-1)?.scoreName ?? ''),
            values: epochs.map((epoch) => epoch.validationScore),
            color: first,
          },
        ]}
      />
    </Stack>
  );
}
