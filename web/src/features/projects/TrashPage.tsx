import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import type { Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { Empty, PageFrame } from '@/shared/ui/PageFrame';
import { useErrorToast, useToast } from '@/shared/ui/toasts';
import css from './ProjectsPage.module.css';
import { texts } from './texts';

/** Deleted projects, each with a way back. */
export default function TrashPage() {
  const t = useTexts(texts);
  const projects = useQuery(queries.projects(true));
  return (
    <PageFrame title={t.trash}>
      <Fault error={projects.error} retry={projects.refetch} />
      {projects.data?.length === 0 && <Empty title={t.trashEmpty} hint={t.trashHint} />}
      {projects.data && projects.data.length > 0 && (
        <>
          <Text size="sm" className="quiet" mb="sm">
            {t.trashHint}
          </Text>
          <table className={css.table}>
            <tbody>
              {projects.data.map((project) => (
                <Row key={project.id} project={project} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </PageFrame>
  );
}

function Row({ project }: { project: Project }) {
  const t = useTexts(texts);
  const { ago, number } = useFormats();
  const client = useQueryClient();
  const toast = useToast();
  const restore = useMutation({
    mutationFn: () => api.restoreProject(project.id),
    onError: useErrorToast(),
    onSuccess: () => {
      toast({ sentence: t.restored(project.name) });
      void client.invalidateQueries({ queryKey: ['projects'] });
    },
  });
  return (
    <tr style={{ cursor: 'default' }}>
      <td>
        <b>{project.name}</b>
      </td>
      <td className="quiet">{project.deletedAt && t.deletedAgo(ago(project.deletedAt))}</td>
      <td className={css.number}>
        {number(project.counts.items)} {t.items}
      </td>
      <td>
        <Group justify="flex-end">
          <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate()}>
            {t.restore}
          </Button>
        </Group>
      </td>
    </tr>
  );
}
