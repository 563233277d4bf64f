import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/api';
import type { Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { useErrorToast, useToast } from '@/shared/ui/toasts';
import { texts } from './texts';

/** No question is asked: the trash and the undo are the safety. */
export function DeleteProject({ project }: { project: Project }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const refresh = () => client.invalidateQueries({ queryKey: ['projects'] });
  const restore = useMutation({
    mutationFn: () => api.restoreProject(project.id),
    onSuccess: refresh,
    onError,
  });
  const remove = useMutation({
    mutationFn: () => api.deleteProject(project.id),
    onError,
    onSuccess: () => {
      void refresh();
      navigate('/');
      toast({
        sentence: t.deleted(project.name),
        action: { title: t.undo, perform: () => restore.mutate() },
      });
    },
  });
  return (
    <Stack gap="xs">
      <Title order={2}>{t.danger}</Title>
      <Text size="sm" className="quiet">
        {t.deleteHint}
      </Text>
      <Group>
        <Button variant="default" c="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t.delete}
        </Button>
      </Group>
    </Stack>
  );
}
