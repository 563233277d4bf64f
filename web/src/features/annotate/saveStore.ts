import type { Save, SaveStore } from '@/annotating/shared/outbox';

const DATABASE = 'labelsmith';
const TABLE = 'saves';

/** Keeps unsaved work in the browser's IndexedDB, one entry an item. */
export class BrowserSaveStore implements SaveStore {
  private database: Promise<IDBDatabase> | undefined;

  all(): Promise<Save[]> {
    return this.run('readonly', (table) => table.getAll());
  }

  async put(save: Save): Promise<void> {
    await this.run('readwrite', (table) => table.put(save));
  }

  async remove(itemId: string): Promise<void> {
    await this.run('readwrite', (table) => table.delete(itemId));
  }

  private async run<T>(mode: IDBTransactionMode, use: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    this.database ??= open();
    const database = await this.database;
    const request = use(database.transaction(TABLE, mode).objectStore(TABLE));
    return settled(request);
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'itemId' });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
