import type { Medium } from '@/shared/api/schema';

/** A file with the path that it had in the dropped or chosen folder. */
export interface PathFile {
  path: string;
  file: File;
}

/** Hidden and system files are never items. */
const isJunk = (path: string) =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db');

/** Files of an `<input type="file">`, with folders where `webkitdirectory` gave them. */
export const chosenFiles = (list: FileList): PathFile[] =>
  Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file })).filter(
    ({ path }) => !isJunk(path),
  );

/** All files of a drop, those within dropped folders included. */
export async function droppedFiles(transfer: DataTransfer): Promise<PathFile[]> {
  // the entries must be taken before the first await: the browser empties the list then
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry());
  const files = await Promise.all(entries.map((entry) => (entry ? filesOf(entry) : [])));
  return files.flat().filter(({ path }) => !isJunk(path));
}

async function filesOf(entry: FileSystemEntry): Promise<PathFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: PathFile[] = [];
  // a reader hands out at most 100 entries a call
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return found;
    for (const inner of some) found.push(...(await filesOf(inner)));
  }
}

const textEndings = /\.(txt|tsv|csv|jsonl|md|eml)$/i;
/** Also those that cannot be read: the server says then what to do. */
const soundEndings = /\.(wave?|mp3|flac|ogg|oga|opus|m4a|aac|aiff?)$/i;

/** What the files look like, to suggest a medium; undefined where that is open (an archive). */
export function mediumOf(files: readonly PathFile[]): Medium | undefined {
  const known = files.filter(({ path }) => !/\.zip$/i.test(path));
  if (!known.length) return undefined;
  const isMost = (endings: RegExp) =>
    known.filter(({ path }) => endings.test(path)).length * 2 > known.length;
  return isMost(textEndings) ? 'text' : isMost(soundEndings) ? 'audio' : 'image';
}
