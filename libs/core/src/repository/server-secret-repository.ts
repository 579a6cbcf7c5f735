/** Random secrets that all processes of one store share and that nobody sets: each is made by whoever needs it first. They sign what is
 *  short-lived. Never shown, never sent anywhere. */
import { randomBytes } from 'node:crypto';
import type { IdSource } from '../port/id-source.js';
import type { Store } from '../port/store.js';

const collection = 'server_secrets';
const byteCount = 32;

/** Keeps secrets. */
export class ServerSecretRepository {
  constructor(
    private readonly store: Store,
    private readonly ids: IdSource,
  ) {}

  /** The secret of a name, 32 bytes: the same for everyone who asks. */
  async get(name: string): Promise<Buffer> {
    const known = await this.store.get(collection, name);
    if (known) return bytesOf(known.value);
    const next = { value: { secret: randomBytes(byteCount).toString('base64') }, lock: this.ids.next('lk') };
    const written = await this.store.compareAndSet({ collection, key: name, expect: 'absent', next });
    return bytesOf(written.ok ? next.value : (written.current?.value ?? next.value));
  }
}

function bytesOf(value: { readonly secret?: unknown }): Buffer {
  return Buffer.from(value.secret as string, 'base64');
}
