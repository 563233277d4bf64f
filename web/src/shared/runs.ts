import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from './api/api';
import type { Run } from './api/schema';

/** Whether the run still works or waits. */
export const isActive = (run: Run | undefined): boolean =>
  run?.state === 'queued' || run?.state === 'running';

/** Follows a run by server-sent events while it is active, into the caches that pages read. */
export function useLiveRun(run: Run | undefined): void {
  const client = useQueryClient();
  const id = isActive(run) ? run?.id : undefined;
  useEffect(() => {
    if (!id) return;
    const events = new EventSource(api.runEventsUrl(id));
    events.addEventListener('run', (event) => {
      const now = JSON.parse((event as MessageEvent<string>).data) as Run;
      client.setQueryData(['run', id], now);
      client.setQueryData<Run[]>(['runs', now.projectId], (runs) =>
        runs?.map((known) => (known.id === id ? now : known)),
      );
      if (isActive(now)) return;
      events.close();
      for (const queryKey of [
        ['project', now.projectId],
        ['projects'],
        ['items', now.projectId],
        ['runs', now.projectId],
        ['item'],
        ['queue'],
        ['selection', now.projectId],
      ])
        void client.invalidateQueries({ queryKey });
    });
    return () => events.close();
  }, [id, client]);
}
