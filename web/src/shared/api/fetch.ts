/** What the server refused, as a sentence for the user. */
export class ApiError extends Error {
  /** The last part of the problem's type, such as `stale-version`. */
  readonly kind: string;
  readonly status: number;
  /** The whole ProblemDetails, with its extensions. */
  readonly problem: Record<string, unknown>;

  constructor(status: number, problem: Record<string, unknown>) {
    const sentence = problem.detail ?? problem.title;
    super(typeof sentence === 'string' && sentence ? sentence : `The server answered ${status}.`);
    this.name = 'ApiError';
    this.status = status;
    this.kind =
      String(problem.type ?? '')
        .split(/[/:#]/)
        .pop() ?? '';
    this.problem = problem;
  }
}

/** The server could not be reached at all; nothing was saved. */
export class OfflineError extends Error {
  constructor() {
    super('offline');
    this.name = 'OfflineError';
  }
}

let csrf = '';

export const currentCsrf = (): string => csrf;

const signedOut = new Set<() => void>();

/** The value of GET /api/session, sent with whatever changes something. */
export const setCsrf = (value: string): void => {
  csrf = value;
};

/** Calls back when the server answers 401, so that a sign-in can be asked for without leaving the page. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON, unless it is FormData. */
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** Lets the request outlive the page: for the last draft (at most 64 kB). */
  keepalive?: boolean;
}

function requestOf({ method = 'GET', body, signal, keepalive }: Call): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Labelsmith-Csrf'] = csrf;
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  if (signal) init.signal = signal;
  if (keepalive) init.keepalive = true;
  return init;
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Fetches `path` and answers the parsed JSON (undefined for 204). Throws ApiError or OfflineError. */
export async function call<T>(path: string, options: Call = {}): Promise<T> {
  const response = await send(path, options);
  if (!response.ok) {
    const error = new ApiError(response.status, await problemOf(response));
    if (error.status === 401 && path !== '/api/session') for (const listener of signedOut) listener();
    // the csrf value belongs to the session: after another sign-in the old one is refused
    if (error.kind === 'csrf' && (await renewCsrf())) return call(path, { ...options });
    throw error;
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function send(path: string, options: Call): Promise<Response> {
  try {
    return await fetch(path, requestOf(options));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new OfflineError();
  }
}

/** Answers whether a different value than before was received, so that a retry makes sense. */
async function renewCsrf(): Promise<boolean> {
  const response = await send('/api/session', {});
  if (!response.ok) return false;
  const session = (await response.json()) as { csrf: string };
  const renewed = session.csrf !== csrf;
  csrf = session.csrf;
  return renewed;
}

/** `/path?a=1&b=2` without the parameters that are undefined or empty. */
export function withQuery(
  path: string,
  query: Record<string, string | number | boolean | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(key, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
