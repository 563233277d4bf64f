import type { QueryClient } from '@tanstack/react-query';
import { Outbox, type Save, type SendResult } from '@/annotating/shared/outbox';
import { api } from '@/shared/api/api';
import { ApiError } from '@/shared/api/fetch';
import { queries } from '@/shared/api/queries';
import type { Annotation, Item, ItemState, Session } from '@/shared/api/schema';
import { BrowserSaveStore } from './saveStore';

let current: { user: string; outbox: Outbox } | undefined;

/**
 * The outbox of this browser tab and of who is signed in: another person's unsaved work is not sent as one's own.
 * It outlives the page, so that a save that was begun is completed.
 */
export function outboxFor(client: QueryClient): Outbox {
  const user = client.getQueryData<Session>(queries.session().queryKey)?.user ?? current?.user ?? '';
  if (current?.user === user) return current.outbox;
  if (!current) followTheBrowser();
  const outbox = new Outbox(send, new BrowserSaveStore(user), (save, annotation) =>
    remember(client, save, annotation),
  );
  current = { user, outbox };
  outbox.restore().catch(() => {}); // a browser without storage has nothing to take up
  return outbox;
}

function followTheBrowser(): void {
  window.addEventListener('online', () => current?.outbox.wake());
  window.addEventListener('pagehide', () => current?.outbox.flush(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') current?.outbox.flush();
  });
}

/** Browsers send at most this much after the page is gone; more waits in the browser for the next visit. */
const LARGEST_KEEPALIVE = 60_000;

async function send(save: Save, keepalive: boolean): Promise<SendResult> {
  const { version, state, answers } = save;
  const body = { version, state, answers: [...answers] };
  try {
    const outlives = keepalive && JSON.stringify(body).length < LARGEST_KEEPALIVE;
    return { kind: 'saved', annotation: await api.saveAnnotation(save.itemId, body, outlives) };
  } catch (error) {
    if (!(error instanceof ApiError)) return { kind: 'unreachable' };
    if (error.kind === 'stale-version') return { kind: 'stale', theirs: error.problem.theirs as Annotation };
    if (error.status === 401 || error.kind === 'csrf') return { kind: 'signed-out' };
    // the server is not there (a proxy answers for it) or is too busy: this passes
    if (error.status >= 500 || error.status === 429) return { kind: 'unreachable' };
    return { kind: 'refused', sentence: error.message };
  }
}

/** Puts what was saved where the pages read it. */
function remember(client: QueryClient, save: Save, annotation: Annotation): void {
  client.setQueryData<Item>(['item', save.itemId], (item) => {
    if (!item) return item;
    const { draft: _, ...rest } = item;
    const known = { ...rest, annotationVersion: annotation.version, updatedAt: annotation.updatedAt };
    if (annotation.state === 'draft')
      return { ...known, state: item.annotation ? item.state : 'draft', draft: annotation };
    const state: ItemState = annotation.state === 'skipped' ? 'skipped' : 'annotated';
    return { ...known, state, annotation };
  });
  void client.invalidateQueries({ queryKey: ['items'] });
  if (save.state !== 'draft') {
    void client.invalidateQueries({ queryKey: ['project', save.projectId] });
    void client.invalidateQueries({ queryKey: ['projects'] });
  }
}
