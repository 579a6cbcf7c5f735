/** The values of secret inputs, each execution its own, encrypted: what its journal has labels for. They stay as long as the execution does,
 *  since a rerun needs them again, and go with it. No list and no error shows one. */
import { IceError } from '../error/ice-error.js';
import type { JsonObject } from '../json/json-value.js';
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { ResolvedSecret } from '../port/secret-store.js';
import type { Store } from '../port/store.js';
import type { EncryptedSecret, SecretCipher, SecretPlace } from '../secret/secret-cipher.js';
import { secretOfInput } from '../secret/secret-input.js';
import { ownerOf } from '../tenant/tenant.js';
import { unreadableSecret } from './secret-repository.js';

const collection = 'secret_inputs';

/** Records looked at a time. */
const pageSize = 200;

/** All of one execution. */
interface SecretInputsRecord {
  readonly created_at: string;
  readonly inputs: Readonly<Record<string, EncryptedSecret>>;
}

/** Keeps values of secret inputs. Names and values were judged before. */
export class SecretInputRepository {
  /** @param cipher null: no key is configured. Then nothing can be kept, and what was kept before cannot be read. */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly cipher: SecretCipher | null,
  ) {}

  /** @throws IceError `secret-key-missing` where nothing can be kept. */
  checkKey(): void {
    if (!this.cipher) throw keyMissing();
  }

  /** Keeps the values of an execution that is about to be accepted, in the place of earlier ones: of its other tries, which had the
   *  same. @throws IceError `secret-key-missing`. */
  async keep(executionId: string, values: Readonly<Record<string, string>>): Promise<void> {
    const { cipher } = this;
    if (!cipher) throw keyMissing();
    const inputs = Object.entries(values).map(([name, value]) => {
      return [name, cipher.encrypt(placeOf(executionId, name), value)] as const;
    });
    const created_at = new Date(this.clock.now()).toISOString();
    const record: SecretInputsRecord = { created_at, inputs: Object.fromEntries(inputs) };
    const next = { value: record as unknown as JsonObject, lock: this.ids.next('lk') };
    await this.store.compareAndSet({ collection, key: executionId, expect: 'any', next });
  }

  /** The value of one input; null where it is not kept. @throws IceError `secret-unreadable`. */
  async resolve(executionId: string, name: string): Promise<ResolvedSecret | null> {
    const record = await this.store.get(collection, executionId);
    const { inputs = {} } = (record?.value ?? {}) as unknown as Partial<SecretInputsRecord>;
    const kept = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    if (!kept) return null;
    const secret = secretOfInput(name);
    if (!this.cipher) throw unreadableSecret(secret, 'no-key');
    const result = this.cipher.decrypt(placeOf(executionId, name), kept);
    // An execution has one value for all of its life: what was made with it is not what any other execution would give.
    if (result.ok) return { value: result.value, version: executionId };
    throw unreadableSecret(secret, result.reason);
  }

  /** Of an execution that goes. */
  async remove(executionId: string): Promise<void> {
    if (!(await this.store.get(collection, executionId))) return;
    await this.store.compareAndSet({ collection, key: executionId, expect: 'any', next: null });
  }

  /** Removes what was kept for executions that were not accepted after all. Gives how many there were.
   *  @param isThere tells of an execution whether it was. @param before later records are left alone: theirs may be on its way. */
  async removeStrays(isThere: (executionId: string) => Promise<boolean>, before: string): Promise<number> {
    let removed = 0;
    for (let after: string | undefined; ;) {
      const records = await this.store.scan({ collection, limit: pageSize, ...(after !== undefined && { after }) });
      for (const { key, value } of records) {
        if ((value['created_at'] as string) >= before || (await isThere(key))) continue;
        await this.remove(key);
        removed += 1;
      }
      after = records.at(-1)?.key;
      if (records.length < pageSize) return removed;
    }
  }
}

/** Tells it from every kept secret, whose name has no blank, and from that of every other execution. */
function placeOf(executionId: string, name: string): SecretPlace {
  return { tenant: ownerOf(executionId), name: `${executionId} ${name}` };
}

function keyMissing(): IceError {
  const message = 'ICE_SECRET_KEY is not set, so the values of secret inputs cannot be kept here.';
  return new IceError('secret-key-missing', message);
}
