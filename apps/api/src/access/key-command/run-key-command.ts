/** Makes, lists and revokes keys in the store of the configuration, beside a server that runs on it or without one. The text of a new key is
 *  the only thing that `create` and `mint` write to stdout. */
import {
  ApiKeyRepository,
  AuditRepository,
  formatUsd,
  hashApiKeyText,
  isIceError,
  isUsable,
  mintApiKeyText,
  OrganisationRepository,
  usdToNano,
  type ApiKey,
  type Page,
  type Store,
} from '@ice/core';
import { SystemClock, UlidSource } from '@ice/storage';
import { ConfigError } from '../../config/config-error.js';
import { readAppConfig, type Environment } from '../../config/read-app-config.js';
import { openStore } from '../../storage/open-store.js';
import { readArguments, usage, UsageError, type KeyOrder } from './read-arguments.js';

/** Where the command speaks. */
export interface Voice {
  out(text: string): void;
  err(text: string): void;
}

/** What the command works with. */
interface Desk {
  readonly keys: ApiKeyRepository;
  readonly organisations: OrganisationRepository;
  readonly audit: AuditRepository;
  readonly now: () => number;
  readonly voice: Voice;
}

type Create = Extract<KeyOrder, { action: 'create' }>;

const pageSize = 1_000;

/** Who did it: no key was needed, so the record says at least from where. */
const atTheMachine = { by: 'npm run key' } as const;

/** Obeys the words. Gives the exit code: 0, 1 where it could not be done, 2 where the words cannot be read. */
export async function runKeyCommand(words: readonly string[], environment: Environment, voice: Voice): Promise<number> {
  try {
    const order = readArguments(words);
    if (order.action === 'help') voice.err(usage);
    else if (order.action === 'mint') voice.out(`${mintApiKeyText()}\n`);
    else return await withStore(environment, voice, (desk) => obey(order, desk));
    return 0;
  } catch (error) {
    return complain(error, voice);
  }
}

async function obey(order: Exclude<KeyOrder, { action: 'help' | 'mint' }>, desk: Desk): Promise<number> {
  switch (order.action) {
    case 'create':
      return create(order, desk);
    case 'list':
      return list(order.organisation, order.json, desk);
    case 'revoke':
      return revoke(order.id, order.json, desk);
  }
}

/** A key that the audit does not know of is worse than none: where the record cannot be written, the text of the key is never shown. */
async function create(order: Create, { keys, organisations, audit, now, voice }: Desk): Promise<number> {
  const { name: organisation, tenant } = await organisations.ensure(order.organisation);
  const text = mintApiKeyText();
  const key = await keys.create({
    tenant,
    name: order.name,
    scopes: order.scopes,
    budget_usd: order.budgetUsd === null ? null : formatUsd(usdToNano(order.budgetUsd)),
    created_by: null,
    expires_at: order.lifeMs === null ? null : new Date(now() + order.lifeMs).toISOString(),
    hash: hashApiKeyText(text),
  });
  const detail = { ...atTheMachine, name: key.name, scopes: key.scopes };
  await audit.add({ tenant, key_id: null, action: 'key.created', target: key.id, detail });
  if (order.json) voice.out(`${JSON.stringify({ ...shown(key), organisation, key: text })}\n`);
  else {
    voice.err(`${lineOf(key, now())}\nOrganisation ${organisation}. This is its text; it is not shown again:\n`);
    voice.out(`${text}\n`);
  }
  return 0;
}

async function list(name: string, json: boolean, { keys, organisations, now, voice }: Desk): Promise<number> {
  const organisation = await organisations.find(name);
  if (!organisation) throw new UsageError(`There is no organisation ${JSON.stringify(name)}.`);
  const found: ApiKey[] = [];
  for (let page: Page<ApiKey> | null = null; page?.has_more ?? true;) {
    const after: string | undefined = found.at(-1)?.id;
    page = await keys.list(organisation.tenant, { limit: pageSize, ...(after !== undefined && { after }) });
    found.push(...page.data);
  }
  if (json) voice.out(`${JSON.stringify(found.map(shown))}\n`);
  else for (const key of found) voice.out(`${lineOf(key, now())}\n`);
  if (!json && found.length === 0) voice.err(`The organisation ${name} has no keys.\n`);
  return 0;
}

async function revoke(id: string, json: boolean, { keys, audit, voice }: Desk): Promise<number> {
  const key = await keys.revoke(id);
  if (!key)
    throw new UsageError(`There is no key ${JSON.stringify(id.slice(0, 60))}; list shows those that there are.`);
  const { tenant } = key;
  await audit.add({ tenant, key_id: null, action: 'key.revoked', target: id, detail: atTheMachine });
  if (json) voice.out(`${JSON.stringify(shown(key))}\n`);
  else voice.err(`${key.id} (${key.name}) is nobody's any more; running servers know it within 5 s.\n`);
  return 0;
}

async function withStore(
  environment: Environment,
  voice: Voice,
  work: (desk: Desk) => Promise<number>,
): Promise<number> {
  const config = readAppConfig(environment);
  if (config.store === 'memory') {
    throw new UsageError('ICE_STORE is "memory", which keeps no keys: use mint, and give its text in ICE_API_KEYS.');
  }
  const clock = new SystemClock();
  const ids = new UlidSource(clock);
  const store: Store = await openStore(config, ids);
  try {
    const keys = new ApiKeyRepository(store, clock, ids);
    const organisations = new OrganisationRepository(store, clock, ids);
    const audit = new AuditRepository(store, clock, ids);
    return await work({ keys, organisations, audit, now: () => clock.now(), voice });
  } finally {
    await store.close();
  }
}

function shown({ tenant: _tenant, ...key }: ApiKey): object {
  return key;
}

function lineOf(key: ApiKey, now: number): string {
  const state = key.revoked_at !== null ? 'revoked' : isUsable(key, now) ? 'usable' : 'expired';
  const budget = key.budget_usd === null ? 'no budget of its own' : `$${key.budget_usd} a window`;
  const end = key.expires_at === null ? 'never expires' : `until ${key.expires_at}`;
  return [key.id, state, key.scopes.join(','), budget, end, key.name].join('  ');
}

/** A person gets a sentence; only what nobody foresaw has a stack. */
function complain(error: unknown, voice: Voice): number {
  if (error instanceof UsageError) {
    voice.err(`${error.message}\nnpm run -s key -- help tells more.\n`);
    return 2;
  }
  const isPlain = error instanceof ConfigError || isIceError(error);
  voice.err(`${isPlain ? error.message : ((error as Error).stack ?? String(error))}\n`);
  return 1;
}
