/** Makes, lists and revokes keys in the store of the configuration, beside a server that runs on it or without one: for whoever sits at its
 *  machine, and for the first key of all. No scope is asked for. The text of a new key is in the value that `create` gives, and nowhere else. */
import {
  ApiKeyRepository,
  AuditRepository,
  formatUsd,
  hashApiKeyText,
  IceError,
  mintApiKeyText,
  OrganisationRepository,
  usdToNano,
  type AccessScope,
  type ApiKey,
  type Page,
  type Store,
} from '@ice/core';
import { SystemClock, UlidSource } from '@ice/storage';
import { readAppConfig, type Environment } from '../../config/read-app-config.js';
import { openStore } from '../../storage/open-store.js';

/** What a new key is to be. */
export interface LocalKeyWish {
  readonly name: string;
  readonly scopes: readonly AccessScope[];
  /** Made when it is missing. */
  readonly organisation: string;
  /** USD in a window; null = no limit of its own. */
  readonly budgetUsd: number | null;
  /** RFC 3339; null = never. */
  readonly expiresAt: string | null;
}

/** A key as it is shown. */
export type LocalKey = Omit<ApiKey, 'tenant'>;

/** Who did it: no key was needed, so the record says at least from where. */
const atTheMachine = { by: 'ice key' } as const;

const pageSize = 1_000;

/** See the head of this file. */
export class KeyStore implements AsyncDisposable {
  private readonly keys: ApiKeyRepository;
  private readonly organisations: OrganisationRepository;
  private readonly audit: AuditRepository;

  private constructor(
    private readonly store: Store,
    clock: SystemClock,
    ids: UlidSource,
  ) {
    this.keys = new ApiKeyRepository(store, clock, ids);
    this.organisations = new OrganisationRepository(store, clock, ids);
    this.audit = new AuditRepository(store, clock, ids);
  }

  /** Opens it. @throws ConfigError · IceError `store-unavailable`, also for a store in memory, which keeps no keys. */
  static async open(environment: Environment): Promise<KeyStore> {
    const config = readAppConfig(environment);
    if (config.store === 'memory') {
      const how = 'mint one with "ice key mint", and give its text in ICE_API_KEYS.';
      throw new IceError('store-unavailable', `ICE_STORE is "memory", which keeps no keys: ${how}`);
    }
    const clock = new SystemClock();
    const ids = new UlidSource(clock);
    return new KeyStore(await openStore(config, ids), clock, ids);
  }

  /** Makes a key. One that the audit does not know of is worse than none: where the record cannot be written, the text is never shown. */
  async create(wish: LocalKeyWish): Promise<LocalKey & { readonly organisation: string; readonly key: string }> {
    const { name: organisation, tenant } = await this.organisations.ensure(wish.organisation);
    const text = mintApiKeyText();
    const key = await this.keys.create({
      tenant,
      name: wish.name,
      scopes: wish.scopes,
      budget_usd: wish.budgetUsd === null ? null : formatUsd(usdToNano(wish.budgetUsd)),
      created_by: null,
      expires_at: wish.expiresAt,
      hash: hashApiKeyText(text),
    });
    const detail = { ...atTheMachine, name: key.name, scopes: key.scopes };
    await this.audit.add({ tenant, key_id: null, action: 'key.created', target: key.id, detail });
    return { ...shown(key), organisation, key: text };
  }

  /** All keys of an organisation, revoked ones too, oldest first; null where there is no such organisation. */
  async list(organisation: string): Promise<readonly LocalKey[] | null> {
    const known = await this.organisations.find(organisation);
    if (!known) return null;
    const found: ApiKey[] = [];
    for (let page: Page<ApiKey> | null = null; page?.has_more ?? true;) {
      const after: string | undefined = found.at(-1)?.id;
      page = await this.keys.list(known.tenant, { limit: pageSize, ...(after !== undefined && { after }) });
      found.push(...page.data);
    }
    return found.map(shown);
  }

  /** From now on it is nobody's; running servers know it within 5 s. Null where there is no such key. */
  async revoke(id: string): Promise<LocalKey | null> {
    const key = await this.keys.revoke(id);
    if (!key) return null;
    await this.audit.add({ tenant: key.tenant, key_id: null, action: 'key.revoked', target: id, detail: atTheMachine });
    return shown(key);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.close();
  }
}

function shown({ tenant: _tenant, ...key }: ApiKey): LocalKey {
  return key;
}
