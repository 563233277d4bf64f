import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Navigate } from 'react-router';
import { api } from '@/shared/api/api';
import type { Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { Notice } from './Notice';
import { outboxFor } from './outbox';
import { texts } from './texts';

/** Goes to the first item of the queue, or says that none is left. */
export function FirstItem({ project }: { project: Project }) {
  const t = useTexts(texts);
  const outbox = outboxFor(useQueryClient());
  // what is on its way still counts as not annotated for the server
  const saving = useSyncExternalStore(outbox.subscribe, () => outbox.isSubmitting());
  const first = useQuery({
    queryKey: ['queue', project.id, null],
    queryFn: ({ signal }) => api.queue(project.id, { count: 1 }, signal),
    enabled: !saving,
    staleTime: 0,
    gcTime: 0,
  });
  const item = first.data?.[0];
  if (item && !first.isFetching)
    return <Navigate replace to={`/projects/${project.id}/annotate/${item.id}`} />;
  if (first.error) return <Notice title={first.error.message} onAgain={() => void first.refetch()} />;
  if (!first.data || first.isFetching) return <Notice title={t.loading} />;
  return project.counts.items === 0 ? (
    <Notice title={t.emptyTitle} hint={t.emptyHint} projectId={project.id} />
  ) : (
    <Notice title={t.doneTitle} hint={t.doneHint} projectId={project.id} />
  );
}
