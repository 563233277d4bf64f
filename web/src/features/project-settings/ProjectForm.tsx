import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { texts } from './texts';
import { useChangeProject } from './useChangeProject';

export function ProjectForm({ project }: { project: Project }) {
  const t = useTexts(texts);
  const [name, setName] = useState(project.name);
  const [guidelines, setGuidelines] = useState(project.guidelines ?? '');
  const change = useChangeProject(project);
  const changed = name.trim() !== project.name || guidelines !== (project.guidelines ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name: name.trim(), guidelines });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
        />
        <Textarea
          label={t.guidelines}
          description={t.guidelinesHint}
          value={guidelines}
          onChange={(event) => setGuidelines(event.currentTarget.value)}
          autosize
          minRows={6}
          maxRows={20}
        />
        <Fault error={change.error} />
        <Group>
          <Button type="submit" disabled={!changed || !name.trim()} loading={change.isPending}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
