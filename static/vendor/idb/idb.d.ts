/** What the pages use of idb. */
export interface Store {
  get(key: IDBValidKey): Promise<any>;
  getAll(): Promise<any[]>;
  put(value: unknown): Promise<IDBValidKey>;
  delete(key: IDBValidKey): Promise<void>;
  createIndex(name: string, path: string): unknown;
  index(name: string): { iterate(range: IDBKeyRange): AsyncIterable<{ delete(): Promise<void> }> };
}
export interface Transaction {
  store: Store;
  /** Rejects where nothing of it has been done. */
  done: Promise<void>;
}
export interface Database {
  createObjectStore(name: string, options: { keyPath: string }): Store;
  transaction(store: string, mode: IDBTransactionMode, options?: IDBTransactionOptions): Transaction;
}
export function openDB(name: string, version: number, on: { upgrade(database: Database): void }): Promise<Database>;
