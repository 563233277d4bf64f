import type { Save, SaveStore } from '@/annotating/shared/outbox';

const DATABASE = 'labelsmith';
const TABLE = 'saves';

/**
 * Keeps unsaved work in the browser's IndexedDB, one entry an item and person: who signs in next at the same
 * computer must not save it as their own.
 */
export class BrowserSaveStore implements SaveStore {
  private database: Promise<IDBDatabase> | undefined;

  constructor(private readonly user: string) {}

  async all(): Promise<Save[]> {
    const entries = await this.run<(Save & { user: string })[]>('readonly', (table) => table.getAll());
    return entries.filter((entry) => entry.user === this.user).map(({ user: _, ...save }) => save);
  }

  async put(save: Save): Promise<void> {
    await this.run('readwrite', (table) => table.put({ ...save, user: this.user }));
  }

  async remove(itemId: string): Promise<void> {
    await this.run('readwrite', (table) => table.delete([this.user, itemId]));
  }

  private async run<T>(mode: IDBTransactionMode, use: (table: IDBObjectStore) => IDBRequest): Promise<T> {
    this.database ??= open();
    const database = await this.database;
    return settled(use(database.transaction(TABLE, mode).objectStore(TABLE)));
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: ['user', 'itemId'] });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
