import { ApiError, currentCsrf, OfflineError } from '@/shared/api/fetch';
import type { ImportReport } from '@/shared/api/schema';
import type { PathFile } from './droppedFiles';

/** Sends files to a project. XMLHttpRequest, because fetch does not tell how much has been sent.
 * @param onSent Bytes of this request that have left. */
export function sendFiles(
  projectId: string,
  files: readonly PathFile[],
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<ImportReport> {
  const form = new FormData();
  for (const { path, file } of files) form.append('files', file, path);
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/projects/${projectId}/uploads`);
    request.setRequestHeader('X-Labelsmith-Csrf', currentCsrf());
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = () => fail(new OfflineError());
    request.onabort = () => fail(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) done(answer as unknown as ImportReport);
      else fail(new ApiError(request.status, answer));
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
