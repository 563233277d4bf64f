import { Button, Group, Slider, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/api';
import type { Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { useErrorToast, useToast } from '@/shared/ui/toasts';
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
      <Text size="sm">{t.acceptAbove(minScore.toFixed(2))}</Text>
      <Slider
        size="sm"
        min={0}
        max={1}
        step={0.01}
        label={null}
        thumbLabel={t.acceptSlider}
        value={minScore}
        onChange={setMinScore}
      />
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
