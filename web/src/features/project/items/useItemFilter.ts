import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { ItemFilter } from '@/shared/api/api';

const numberOf = (text: string | null) => (text === null || text === '' ? undefined : Number(text));

/** The filter stands in the address, so that it survives a reload and can be shared. */
export function useItemFilter() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo<ItemFilter>(
    () => ({
      state: search.get('state') ?? undefined,
      label: search.get('label') ?? undefined,
      minScore: numberOf(search.get('minScore')),
      maxScore: numberOf(search.get('maxScore')),
      text: search.get('text') ?? undefined,
      sort: search.get('sort') ?? undefined,
      deleted: search.get('deleted') === 'true' || undefined,
    }),
    [search],
  );
  const change = useCallback(
    (part: Partial<ItemFilter>) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [key, value] of Object.entries(part))
            if (value === undefined || value === '') next.delete(key);
            else next.set(key, String(value));
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const isFiltered = Object.entries(filter).some(([key, value]) => key !== 'sort' && value !== undefined);
  const clear = () =>
    change({
      state: undefined,
      label: undefined,
      minScore: undefined,
      maxScore: undefined,
      text: undefined,
      deleted: undefined,
    });
  return { filter, change, clear, isFiltered };
}
