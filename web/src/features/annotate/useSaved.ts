import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Outbox, Saved } from '@/annotating/shared/outbox';
import { queries } from '@/shared/api/queries';

export interface SavedState {
  readonly status: Saved;
  /** Other items whose answers are not on the server yet. */
  readonly others: readonly string[];
  /** The first other item for which somebody has to decide. */
  readonly undecided: string | undefined;
}

/** What the page says about saving. Tries again once somebody has signed in. */
export function useSaved(outbox: Outbox, itemId: string): SavedState {
  const status = useSyncExternalStore(outbox.subscribe, () => outbox.status(itemId));
  const unsaved = useSyncExternalStore(outbox.subscribe, () => outbox.unsaved().join());
  const session = useQuery({ ...queries.session(), enabled: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new session, not a change of the outbox
  useEffect(() => {
    if (session.data) outbox.wake();
  }, [session.data, session.dataUpdatedAt]);

  const others = unsaved.split(',').filter((id) => id !== '' && id !== itemId);
  const undecided = others.find((id) => ['stale', 'refused'].includes(outbox.status(id).phase));
  return { status, others, undecided };
}
