import { Button, Group, NumberInput, Slider, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/api';
import type { Acceptance, Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { useErrorToast, useToast } from '@/shared/ui/toasts';
import { pointAt, withPrecision, withShare } from './acceptance';
import { texts } from './texts';

/** Accepts all predictions from a score on, says beforehand how many, and takes it back. */
export function AcceptAbove({ project }: { project: Project }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const [minScore, setMinScore] = useState(0.95);
  const [asked] = useDebouncedValue(minScore, 200);
  const preview = useQuery({
    queryKey: ['items', project.id, 'count', asked],
    queryFn: ({ signal }) =>
      api.items(project.id, { state: 'predicted', minScore: asked }, undefined, 1, signal),
    placeholderData: keepPreviousData,
  });
  // known again whenever predictions are: the keys begin alike
  const acceptance = useQuery({
    queryKey: ['items', project.id, 'acceptance'],
    queryFn: ({ signal }) => api.acceptance(project.id, signal),
  });
  const refresh = () => {
    for (const queryKey of [['items', project.id], ['project', project.id], ['item'], ['queue']])
      void client.invalidateQueries({ queryKey });
  };
  const undo = useMutation({
    mutationFn: (batchId: string) => api.undoBatch(batchId),
    onError,
    onSuccess: ({ undone }) => {
      toast({ sentence: t.undone(number(undone)) });
      accept.reset();
      refresh();
    },
  });
  const accept = useMutation({
    mutationFn: () => api.acceptAbove(project.id, minScore),
    onError,
    onSuccess: refresh,
  });
  const count = preview.data?.total ?? 0;
  const stale = asked !== minScore || preview.isFetching;
  return (
    <Stack gap="xs">
      <Title order={3}>{t.accept}</Title>
      {acceptance.data && acceptance.data.points.length > 0 && (
        <Targets acceptance={acceptance.data} minScore={minScore} onMinScore={setMinScore} />
      )}
      <Text size="sm">{t.acceptAbove(String(Math.floor(minScore * 1e4) / 1e4))}</Text>
      <Slider
        size="sm"
        min={0.01}
        max={1}
        step={0.01}
        label={null}
        thumbLabel={t.acceptSlider}
        value={minScore}
        onChange={setMinScore}
      />
      {acceptance.data && <Expected acceptance={acceptance.data} minScore={minScore} count={count} />}
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="xs" className="quiet">
          {count ? t.acceptHint : t.acceptNone}
        </Text>
        <Button
          style={{ flex: 'none' }}
          disabled={!count}
          loading={accept.isPending}
          data-settled={!stale || undefined}
          onClick={() => accept.mutate()}
        >
          {t.acceptCount(number(count))}
        </Button>
      </Group>
      {accept.data && (
        <Group gap="xs" justify="space-between" role="status">
          <Text size="sm">{t.accepted(number(accept.data.accepted))}</Text>
          <Button
            variant="subtle"
            loading={undo.isPending}
            onClick={() => accept.data && undo.mutate(accept.data.batchId)}
          >
            {t.undo}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface TargetsProps {
  acceptance: Acceptance;
  minScore: number;
  onMinScore(score: number): void;
}

/** “Label X % of the items” or “at Y % precision”: the score follows from either, and each tells of the other. */
function Targets({ acceptance, minScore, onMinScore }: TargetsProps) {
  const t = useTexts(texts);
  const [missed, setMissed] = useState<number>();
  const point = pointAt(acceptance, minScore);
  const aim = (precision: number) => {
    const found = withPrecision(acceptance, precision / 100);
    setMissed(found ? undefined : precision);
    if (found) onMinScore(found.minScore);
  };
  return (
    <Group gap="xs" grow>
      <PercentInput
        label={t.precisionWanted}
        value={missed ?? 100 * (point?.precision ?? 0)}
        error={missed !== undefined && t.notReached}
        onChange={aim}
      />
      <PercentInput
        label={t.shareWanted}
        value={(100 * (point?.accepted ?? 0)) / Math.max(1, acceptance.waiting)}
        onChange={(share) => {
          setMissed(undefined);
          const found = withShare(acceptance, share / 100);
          if (found) onMinScore(found.minScore);
        }}
      />
    </Group>
  );
}

interface PercentProps {
  label: string;
  value: number;
  error?: string | false;
  onChange(percent: number): void;
}

/** What is typed counts when it is done, so that 9 on the way to 99 moves nothing. */
function PercentInput({ label, value, error = false, onChange }: PercentProps) {
  const [typed, setTyped] = useState<number>();
  const done = () => {
    if (typed !== undefined) onChange(typed);
    setTyped(undefined);
  };
  return (
    <NumberInput
      label={label}
      size="xs"
      suffix=" %"
      min={0}
      max={100}
      decimalScale={1}
      value={typed ?? Math.floor(10 * value + 1e-6) / 10}
      error={error}
      onChange={(entered) => setTyped(typeof entered === 'number' ? entered : undefined)}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  );
}

/** How many of them will be wrong, by the test items. */
function Expected({
  acceptance,
  minScore,
  count,
}: {
  acceptance: Acceptance;
  minScore: number;
  count: number;
}) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const point = pointAt(acceptance, minScore);
  if (!point || count === 0) return null;
  return (
    <Text size="xs" role="status">
      {t.expected(
        number(Math.round(count * (1 - point.precision))),
        number(Math.ceil(count * (1 - point.precisionLow))),
        number(acceptance.testItems),
      )}
    </Text>
  );
}
