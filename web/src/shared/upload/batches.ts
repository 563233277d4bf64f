import type { ImportReport } from '@/shared/api/schema';
import type { PathFile } from './droppedFiles';

/** One request at a time of at most this much: progress shows, and what breaks off is little. */
const maxBytes = 32 * 1024 * 1024;
const maxFiles = 200;

/** Cuts the files into requests, in their order; a file larger than the limit travels alone. */
export function batchesOf(files: readonly PathFile[]): PathFile[][] {
  const batches: PathFile[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of files) {
    const last = batches.at(-1);
    if (!last || bytes + entry.file.size > maxBytes || last.length >= maxFiles) {
      batches.push([entry]);
      bytes = entry.file.size;
    } else {
      last.push(entry);
      bytes += entry.file.size;
    }
  }
  return batches;
}

export const emptyReport: ImportReport = { added: 0, updated: 0, skipped: 0, faults: [] };

export const addReports = (a: ImportReport, b: ImportReport): ImportReport => ({
  added: a.added + b.added,
  updated: a.updated + b.updated,
  skipped: a.skipped + b.skipped,
  faults: [...a.faults, ...b.faults],
});
