import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/shared/api/fetch';

/** What the server refused is not asked again; what did not arrive is, twice. */
export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 2,
      },
    },
  });
