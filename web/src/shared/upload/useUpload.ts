import { useCallback, useRef, useState } from 'react';
import type { ImportReport } from '@/shared/api/schema';
import { addReports, batchesOf, emptyReport } from './batches';
import type { PathFile } from './droppedFiles';
import { sendFiles } from './send';

export interface UploadState {
  running: boolean;
  /** 0..1 of all bytes. */
  fraction: number;
  report?: ImportReport;
}

/** Uploads files in small requests, one after the other; what a request was refused becomes a fault of its files
 * and the others go on. */
export function useUpload() {
  const [state, setState] = useState<UploadState>({ running: false, fraction: 0 });
  const abort = useRef<AbortController>(null);

  const upload = useCallback(async (projectId: string, files: readonly PathFile[]): Promise<ImportReport> => {
    const total = files.reduce((sum, { file }) => sum + file.size, 0) || 1;
    const control = new AbortController();
    abort.current = control;
    let report = emptyReport;
    let before = 0;
    setState({ running: true, fraction: 0 });
    for (const batch of batchesOf(files)) {
      const show = (bytes: number) =>
        setState({ running: true, fraction: Math.min(1, (before + bytes) / total), report });
      try {
        report = addReports(report, await sendFiles(projectId, batch, show, control.signal));
      } catch (error) {
        if (control.signal.aborted) break;
        const sentence = error instanceof Error ? error.message : String(error);
        const where = batch.length === 1 ? batch[0]!.path : `${batch[0]!.path} … ${batch.at(-1)!.path}`;
        report = addReports(report, { ...emptyReport, faults: [{ where, sentence }] });
      }
      before += batch.reduce((sum, { file }) => sum + file.size, 0);
      show(0);
    }
    setState({ running: false, fraction: 1, report });
    return report;
  }, []);

  return { ...state, upload, cancel: () => abort.current?.abort() };
}
