/** A store in front of another one. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** The source. Every method asks the inner store until its author has something of its own to do. */
export function storeFile({ pascal }: ScaffoldName): string {
  return `import {
  Store,
  type AppendRequest,
  type AppendResult,
  type CountRequest,
  type JsonObject,
  type RecordWrite,
  type RemoveRequest,
  type ScanRequest,
  type StoredRecord,
  type WriteResult,
} from '@ice/core';

/** Stands in front of another store. Replace one method after the other: its test says what each of them promises. */
export class ${pascal}Store extends Store {
  constructor(private readonly inner: Store) {
    super();
  }

  get(collection: string, key: string): Promise<StoredRecord | null> {
    return this.inner.get(collection, key);
  }

  compareAndSet(write: RecordWrite): Promise<WriteResult> {
    return this.inner.compareAndSet(write);
  }

  scan(request: ScanRequest): Promise<readonly StoredRecord[]> {
    return this.inner.scan(request);
  }

  count(request: CountRequest): Promise<number> {
    return this.inner.count(request);
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return this.inner.append(request);
  }

  range(stream: string, after: number, limit: number): Promise<readonly JsonObject[]> {
    return this.inner.range(stream, after, limit);
  }

  payload(stream: string, hash: string): Promise<string | null> {
    return this.inner.payload(stream, hash);
  }

  remove(request: RemoveRequest): Promise<WriteResult> {
    return this.inner.remove(request);
  }

  check(): Promise<void> {
    return this.inner.check();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
`;
}
