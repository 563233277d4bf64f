import { Alert, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import type { Project, Run, StartRun, TaskKind } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { texts } from './texts';

const automatic = 'auto';

/** What to learn, how, and for how long. Everything may stay automatic. */
export function RunForm({ project, learnsAgain }: { project: Project; learnsAgain: boolean }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const client = useQueryClient();
  const methods = useQuery(queries.methods(project.id));
  const [task, setTask] = useState<TaskKind | typeof automatic>(automatic);
  const [method, setMethod] = useState(automatic);
  const [minutes, setMinutes] = useState<number | string>(3);
  const [seed, setSeed] = useState<number | string>(0);
  const start = useMutation({
    mutationFn: () => api.startRun(project.id, requestOf(task, method, minutes, seed)),
    onSuccess: (run) => {
      client.setQueryData<Run[]>(['runs', project.id], (runs) => [run, ...(runs ?? [])]);
      void client.invalidateQueries({ queryKey: ['runs', project.id] });
    },
  });
  const { counts } = project;
  const offered = (methods.data ?? []).find((one) => one.task === task) ?? methods.data?.[0];
  const chosen = offered?.methods.find((one) => one.key === method);

  return (
    <Stack gap="sm">
      <Text size="sm">
        {t.explain(number(counts.annotated), number(Math.max(0, counts.items - counts.annotated)))}
      </Text>
      {counts.annotated < 2 && (
        <Alert color="orange" variant="light" p="xs">
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t.tooFew}</Text>
            <Button component={Link} to={`/projects/${project.id}/annotate`} variant="default">
              {t.annotateFirst}
            </Button>
          </Stack>
        </Alert>
      )}
      <Fault error={methods.error} retry={methods.refetch} />
      <Select
        label={t.task}
        value={task}
        allowDeselect={false}
        onChange={(value) => {
          setTask((value as TaskKind | null) ?? automatic);
          setMethod(automatic);
        }}
        data={[
          { value: automatic, label: t.automatic },
          ...(methods.data ?? []).map((one) => ({ value: one.task, label: one.title })),
        ]}
      />
      <Select
        label={t.method}
        value={method}
        allowDeselect={false}
        onChange={(value) => setMethod(value ?? automatic)}
        data={[
          { value: automatic, label: t.automatic },
          ...(offered?.methods ?? [])
            .filter((one) => one.key !== automatic)
            .map((one) => ({ value: one.key, label: one.title })),
        ]}
        description={chosen?.description ?? t.automaticHint}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <Group grow gap="sm">
        <NumberInput label={t.minutes} value={minutes} onChange={setMinutes} min={0.1} max={600} step={1} />
        <NumberInput
          label={t.seed}
          title={t.seedHint}
          value={seed}
          onChange={setSeed}
          min={0}
          allowDecimal={false}
        />
      </Group>
      <Fault error={start.error} />
      <Button
        size="sm"
        leftSection={<IconWand size={16} />}
        loading={start.isPending}
        onClick={() => start.mutate()}
        title={learnsAgain ? t.againHint : undefined}
      >
        {learnsAgain ? t.again : t.start}
      </Button>
    </Stack>
  );
}

function requestOf(
  task: TaskKind | typeof automatic,
  method: string,
  minutes: number | string,
  seed: number | string,
): StartRun {
  return {
    ...(task !== automatic && { task }),
    ...(method !== automatic && { method }),
    ...(Number(minutes) > 0 && { minutes: Number(minutes) }),
    seed: Number(seed) || 0,
  };
}
