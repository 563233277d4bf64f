import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, type ItemFilter } from '@/shared/api/api';

const pageSize = 200;

/** The items that fit the filter, page after page. */
export function useItems(projectId: string, filter: ItemFilter) {
  const query = useInfiniteQuery({
    queryKey: ['items', projectId, filter],
    queryFn: ({ pageParam, signal }) => api.items(projectId, filter, pageParam, pageSize, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, items, total: query.data?.pages[0]?.total };
}
