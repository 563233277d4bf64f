import { queryOptions } from '@tanstack/react-query';
import { api } from './api';

/** Keys and fetchers of what several pages read: invalidate by the same keys. */
export const queries = {
  session: () => queryOptions({ queryKey: ['session'], queryFn: api.session, retry: false }),
  projects: (deleted = false) =>
    queryOptions({ queryKey: ['projects', { deleted }], queryFn: () => api.projects(deleted) }),
  project: (id: string) => queryOptions({ queryKey: ['project', id], queryFn: () => api.project(id) }),
  item: (id: string) =>
    queryOptions({ queryKey: ['item', id], queryFn: ({ signal }) => api.item(id, signal) }),
  /** Why the model answers what it predicts; asked anew when another model has predicted. */
  explanation: (itemId: string, modelId: string | undefined) =>
    queryOptions({
      queryKey: ['explanation', itemId, modelId],
      queryFn: ({ signal }) => api.explanation(itemId, signal),
      staleTime: Infinity,
      retry: false,
    }),
  runs: (projectId: string) =>
    queryOptions({ queryKey: ['runs', projectId], queryFn: () => api.runs(projectId) }),
  run: (id: string) => queryOptions({ queryKey: ['run', id], queryFn: () => api.run(id) }),
  report: (runId: string) =>
    queryOptions({ queryKey: ['report', runId], queryFn: () => api.report(runId), staleTime: Infinity }),
  methods: (projectId: string) =>
    queryOptions({ queryKey: ['methods', projectId], queryFn: () => api.methods(projectId) }),
  models: (projectId: string) =>
    queryOptions({ queryKey: ['models', projectId], queryFn: () => api.models(projectId) }),
  comparison: (first: string, second: string) =>
    queryOptions({
      queryKey: ['comparison', first, second],
      queryFn: () => api.compareModels(first, second),
      staleTime: Infinity,
      retry: false,
    }),
  selection: (projectId: string) =>
    queryOptions({ queryKey: ['selection', projectId], queryFn: () => api.selection(projectId) }),
  formats: () => queryOptions({ queryKey: ['formats'], queryFn: api.formats, staleTime: Infinity }),
  tokens: () => queryOptions({ queryKey: ['tokens'], queryFn: api.tokens }),
};
