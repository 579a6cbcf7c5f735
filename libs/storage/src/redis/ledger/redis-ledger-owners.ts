/** The list of all owners of the ledger, for whoever looks at the reservations of all tenants. It stands under a tag of its own, so no script
 *  keeps it in step: an owner is added before anything of it is written, and never taken out. It may list too many, never too few. */
import type { RedisConnection } from '../connection/redis-connection.js';
import type { LedgerOwner, RedisLedgerKeys } from './redis-ledger-keys.js';

/** What says that a connection was lost: that of the client, or (in a Cluster) to one of its nodes. */
const losses = ['close', '-node'] as const;

/** Knows which owners stand in the list. */
export class RedisLedgerOwners {
  readonly #listed = new Set<LedgerOwner>();

  constructor(
    private readonly connection: RedisConnection,
    private readonly keys: RedisLedgerKeys,
  ) {
    // Behind a loss may be a server that has lost its last second, or another one.
    for (const event of losses) connection.client.on(event, this.#forget);
  }

  /** Resolves when the owner stands in the list. */
  async add(owner: LedgerOwner): Promise<void> {
    if (this.#listed.has(owner)) return;
    await this.connection.command('SADD', this.keys.owners, owner);
    this.#listed.add(owner);
  }

  /** All of them. */
  async list(): Promise<readonly LedgerOwner[]> {
    return (await this.connection.command('SMEMBERS', this.keys.owners)) as readonly string[];
  }

  /** Lets go of the connection. */
  end(): void {
    for (const event of losses) this.connection.client.off(event, this.#forget);
  }

  readonly #forget = (): void => this.#listed.clear();
}
