import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { queries } from './api/queries';

/** How often it is looked whether a worker has chosen. */
const PAUSE = 1500;

/** What annotators are asked about first; while a worker chooses, it is followed, and then the queue is read anew. */
export function useSelection(projectId: string) {
  const client = useQueryClient();
  const selection = useQuery({
    ...queries.selection(projectId),
    refetchInterval: ({ state }) => (state.data?.state === 'wanted' ? PAUSE : false),
  });
  const state = selection.data?.state;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'wanted' && state === 'ready')
      for (const queryKey of [['queue', projectId], ['item']]) void client.invalidateQueries({ queryKey });
    before.current = state;
  }, [state, client, projectId]);
  return selection;
}
