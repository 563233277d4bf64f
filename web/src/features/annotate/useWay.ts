import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import type { Medium } from '@/shared/api/schema';
import { pictureOf } from './pictures';
import { soundOf } from './sounds';

/** How many items are loaded ahead. */
const AHEAD = 3;

/**
 * The way through the items: on along the queue, back along where one came from. The next items are loaded
 * ahead, so that going on shows the next one at once.
 */
export function useWay(projectId: string, itemId: string | undefined, medium: Medium | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const visited = useRef<string[]>([]);
  /** What was said to come next, for whoever is faster than the server's next word. */
  const upcoming = useRef<readonly string[]>([]);

  const ahead = useQuery({
    queryKey: ['queue', projectId, itemId],
    queryFn: ({ signal }) => api.queue(projectId, { after: itemId as string, count: AHEAD + 1 }, signal),
    enabled: itemId !== undefined,
    staleTime: 30_000,
  });

  useEffect(() => {
    if (itemId && !visited.current.includes(itemId)) visited.current.push(itemId);
  }, [itemId]);

  useEffect(() => {
    if (ahead.data) upcoming.current = ahead.data.map(({ id }) => id);
    for (const { id } of ahead.data?.slice(0, AHEAD) ?? []) {
      void client.prefetchQuery({ ...queries.item(id), staleTime: 60_000 });
      if (medium === 'image') pictureOf(id).catch(() => {}); // shown when one gets there
      if (medium === 'audio') soundOf(id).catch(() => {});
    }
  }, [ahead.data, client, medium]);

  const show = useCallback(
    (id: string | undefined) => navigate(`/projects/${projectId}/annotate${id ? `/${id}` : ''}`),
    [navigate, projectId],
  );

  /** The next item; without one, the page that says so. */
  const next = useCallback(async () => {
    const index = itemId ? visited.current.indexOf(itemId) : -1;
    const again = visited.current[index + 1];
    if (index >= 0 && again) return show(again);
    const isFresh = (id: string) => !visited.current.includes(id);
    const known = upcoming.current.find(isFresh);
    if (known || !itemId) return show(known);
    const found = await api.queue(projectId, { after: itemId, count: AHEAD });
    show(found.map(({ id }) => id).find(isFresh));
  }, [itemId, projectId, show]);

  const previous = useCallback(async () => {
    const index = itemId ? visited.current.indexOf(itemId) : visited.current.length;
    const before = visited.current[index - 1];
    if (before) return show(before);
    if (!itemId) return;
    const [found] = await api.queue(projectId, { after: itemId, direction: 'previous', count: 1 });
    if (!found) return;
    visited.current = [found.id, ...visited.current.filter((id) => id !== found.id)];
    show(found.id);
  }, [itemId, projectId, show]);

  return { next, previous, show };
}
