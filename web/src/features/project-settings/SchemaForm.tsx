import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { useActions } from '@/shared/keys/actions';
import { findFault } from '@/shared/schema/edit';
import { SchemaEditor } from '@/shared/schema/SchemaEditor';
import { texts as schemaTexts } from '@/shared/schema/texts';
import { Fault } from '@/shared/ui/Fault';
import { texts } from './texts';
import { useChangeProject } from './useChangeProject';

/** The schema with its own save: one change of labels is one step. */
export function SchemaForm({ project }: { project: Project }) {
  const t = useTexts(texts);
  const ts = useTexts(schemaTexts);
  const [draft, setDraft] = useState(project.schema);
  const change = useChangeProject(project);
  const changed = JSON.stringify(draft) !== JSON.stringify(project.schema);
  const fault = findFault(draft);
  const save = () => change.mutate({ schema: draft }, { onSuccess: (saved) => setDraft(saved.schema) });
  useActions(t.schema, [
    { keys: ['Ctrl+s'], title: t.save, enabled: changed && !fault, inFields: true, perform: save },
  ]);
  return (
    <Stack gap="sm">
      <SchemaEditor schema={draft} medium={project.medium} saved={project.schema} onChange={setDraft} />
      <Fault error={change.error} />
      {changed && (
        <Text size="xs" className="quiet" role="status">
          {fault ? ts.fault(fault) : t.unsaved}
        </Text>
      )}
      <Group gap="xs">
        <Button disabled={!changed || Boolean(fault)} loading={change.isPending} onClick={save}>
          {t.save}
        </Button>
        {changed && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setDraft(project.schema);
              change.reset();
            }}
          >
            {t.revert}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
