import { Alert, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/api';
import type { Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { useSelection } from '@/shared/selection';
import { Fault } from '@/shared/ui/Fault';
import { texts } from './texts';

const automatic = 'auto';

/** By what the items are chosen that annotators see first. */
export function AskNext({ project }: { project: Project }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const client = useQueryClient();
  const selection = useSelection(project.id);
  const change = useMutation({
    mutationFn: (strategy: string) => api.changeSelection(project.id, strategy),
    onSuccess: (changed) => client.setQueryData(['selection', project.id], changed),
  });
  const now = selection.data;
  if (!now) return <Fault error={selection.error} retry={selection.refetch} />;
  const nameOf = (key: string) =>
    t.strategies[key]?.[0] ?? now.strategies.find((one) => one.key === key)?.title ?? key;
  const hintOf = (key: string) =>
    t.strategies[key]?.[1] ?? now.strategies.find((one) => one.key === key)?.description;
  return (
    <Stack gap="xs">
      <Select
        label={t.askNext}
        value={now.strategy}
        allowDeselect={false}
        disabled={change.isPending}
        onChange={(strategy) => strategy && change.mutate(strategy)}
        data={[
          { value: automatic, label: nameOf(automatic) },
          ...now.strategies.map(({ key, available }) => ({
            value: key,
            label: available ? nameOf(key) : t.needsModel(nameOf(key)),
            disabled: !available,
          })),
        ]}
        description={hintOf(now.strategy)}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <Text size="xs" className="quiet" role="status">
        {now.state === 'wanted'
          ? t.choosing
          : now.chosen > 0 && now.chosenBy
            ? t.chosenItems(number(now.chosen), nameOf(now.chosenBy))
            : t.askNextHint}
      </Text>
      {now.state === 'failed' && (
        <Alert color="orange" variant="light" p="xs" title={t.notChosen}>
          {now.error}
        </Alert>
      )}
      <Fault error={change.error} />
    </Stack>
  );
}
