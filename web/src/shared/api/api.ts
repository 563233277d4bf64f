import { call, withQuery } from './fetch';
import type {
  Acceptance,
  Annotation,
  Explanation,
  Format,
  ImportReport,
  Item,
  ItemPage,
  ItemSummary,
  LabelSchema,
  Medium,
  Model,
  ModelComparison,
  NewToken,
  Project,
  Run,
  RunReport,
  SaveAnnotation,
  Selection,
  Session,
  StartRun,
  TaskMethods,
  Token,
} from './schema';

export interface ItemFilter {
  state?: string | undefined;
  label?: string | undefined;
  minScore?: number | undefined;
  maxScore?: number | undefined;
  text?: string | undefined;
  sort?: string | undefined;
  deleted?: boolean | undefined;
}

export interface QueueQuery {
  after?: string | undefined;
  direction?: 'next' | 'previous';
  count?: number;
}

/** Every call of the server's API, one line each. */
export const api = {
  session: () => call<Session>('/api/session'),
  signOut: () => call<void>('/api/session', { method: 'DELETE' }),
  newSignInLink: () => call<{ url: string }>('/api/session/links', { method: 'POST' }),
  tokens: () => call<Token[]>('/api/tokens'),
  createToken: (name: string) => call<NewToken>('/api/tokens', { method: 'POST', body: { name } }),
  deleteToken: (id: string) => call<void>(`/api/tokens/${id}`, { method: 'DELETE' }),

  projects: (deleted = false) => call<Project[]>(withQuery('/api/projects', { deleted })),
  project: (id: string) => call<Project>(`/api/projects/${id}`),
  createProject: (body: { name: string; medium: Medium; schema: LabelSchema }) =>
    call<Project>('/api/projects', { method: 'POST', body }),
  changeProject: (id: string, body: { name?: string; schema?: LabelSchema; guidelines?: string }) =>
    call<Project>(`/api/projects/${id}`, { method: 'PATCH', body }),
  deleteProject: (id: string) => call<void>(`/api/projects/${id}`, { method: 'DELETE' }),
  restoreProject: (id: string) => call<Project>(`/api/projects/${id}/restore`, { method: 'POST' }),

  importPath: (id: string, path: string, format?: string) =>
    call<ImportReport>(`/api/projects/${id}/imports`, {
      method: 'POST',
      body: format ? { path, format } : { path },
    }),
  importLabels: (id: string, file: File, format = 'auto') => {
    const body = new FormData();
    body.append('file', file, file.name);
    return call<ImportReport>(withQuery(`/api/projects/${id}/labels`, { format }), { method: 'POST', body });
  },

  items: (id: string, filter: ItemFilter, cursor?: string, limit = 100, signal?: AbortSignal) =>
    call<ItemPage>(withQuery(`/api/projects/${id}/items`, { ...filter, cursor, limit }), { signal }),
  item: (id: string, signal?: AbortSignal) => call<Item>(`/api/items/${id}`, { signal }),
  contentUrl: (id: string) => `/api/items/${id}/content`,
  thumbnailUrl: (id: string) => `/api/items/${id}/thumbnail`,
  saveAnnotation: (id: string, body: SaveAnnotation, keepalive = false) =>
    call<Annotation>(`/api/items/${id}/annotation`, { method: 'PUT', body, keepalive }),
  explanation: (id: string, signal?: AbortSignal) =>
    call<Explanation>(`/api/items/${id}/explanation`, { signal }),
  deleteItem: (id: string) => call<void>(`/api/items/${id}`, { method: 'DELETE' }),
  restoreItem: (id: string) => call<Item>(`/api/items/${id}/restore`, { method: 'POST' }),
  queue: (id: string, query: QueueQuery = {}, signal?: AbortSignal) =>
    call<ItemSummary[]>(withQuery(`/api/projects/${id}/queue`, { ...query }), { signal }),

  selection: (id: string) => call<Selection>(`/api/projects/${id}/selection`),
  changeSelection: (id: string, strategy: string) =>
    call<Selection>(`/api/projects/${id}/selection`, { method: 'PUT', body: { strategy } }),

  acceptance: (id: string, signal?: AbortSignal) =>
    call<Acceptance>(`/api/projects/${id}/predictions/acceptance`, { signal }),
  acceptAbove: (id: string, minScore: number) =>
    call<{ batchId: string; accepted: number }>(`/api/projects/${id}/predictions/accept`, {
      method: 'POST',
      body: { minScore },
    }),
  undoBatch: (id: string) => call<{ undone: number }>(`/api/batches/${id}/undo`, { method: 'POST' }),

  methods: (id: string) => call<TaskMethods[]>(`/api/projects/${id}/methods`),
  runs: (id: string) => call<Run[]>(`/api/projects/${id}/runs`),
  startRun: (id: string, body: StartRun) => call<Run>(`/api/projects/${id}/runs`, { method: 'POST', body }),
  run: (id: string) => call<Run>(`/api/runs/${id}`),
  cancelRun: (id: string) => call<Run>(`/api/runs/${id}/cancel`, { method: 'POST' }),
  runEventsUrl: (id: string) => `/api/runs/${id}/events`,
  report: (id: string) => call<RunReport>(`/api/runs/${id}/report`),
  runVariantsUrl: (id: string) => `/api/runs/${id}/variants.png`,
  reportPageUrl: (id: string) => `/api/runs/${id}/report.html`,

  models: (id: string) => call<Model[]>(`/api/projects/${id}/models`),
  promoteModel: (id: string) => call<Run>(`/api/models/${id}/promote`, { method: 'POST' }),
  compareModels: (first: string, second: string) =>
    call<ModelComparison>(withQuery(`/api/models/${first}/comparison`, { with: second })),
  onnxUrl: (id: string) => `/api/models/${id}/onnx`,

  formats: () => call<Format[]>('/api/formats'),
  exportUrl: (id: string, format: string, include: string) =>
    withQuery(`/api/projects/${id}/export`, { format, include }),
};
