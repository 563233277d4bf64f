import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/api';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { useErrorToast, useToast } from '@/shared/ui/toasts';
import { texts } from '../texts';

/** Deletes items, with a way back, and restores them. */
export function useDeleteItems(projectId: string, onDone: () => void) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const onSettled = () => {
    onDone();
    void client.invalidateQueries({ queryKey: ['items', projectId] });
    void client.invalidateQueries({ queryKey: ['project', projectId] });
  };
  const restore = useMutation({
    mutationFn: (ids: string[]) => eachOf(ids, api.restoreItem),
    onError,
    onSettled,
    onSuccess: (_, ids) => toast({ sentence: t.restoredItems(number(ids.length)) }),
  });
  const remove = useMutation({
    mutationFn: (ids: string[]) => eachOf(ids, api.deleteItem),
    onError,
    onSettled,
    onSuccess: (_, ids) =>
      toast({
        sentence: t.deletedItems(number(ids.length)),
        action: { title: t.undo, perform: () => restore.mutate(ids) },
      }),
  });
  return { remove, restore };
}

/** A few at a time, so that a large selection does not flood the server. */
async function eachOf(ids: readonly string[], act: (id: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < ids.length; from += 8) await Promise.all(ids.slice(from, from + 8).map(act));
}
