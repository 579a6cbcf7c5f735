import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  ApiKeyRepository,
  hashApiKeyText,
  mintApiKeyText,
  OrganisationRepository,
  ServerSecretRepository,
  type NewApiKey,
} from '@ice/core';
import { ManualClock, MemoryStore, UlidSource } from '@ice/storage';
import type { AppConfig } from '../config/app-config.js';
import { ConfigError } from '../config/config-error.js';
import { readAppConfig, type Environment } from '../config/read-app-config.js';
import type { ProblemException } from '../http/problem/problem-exception.js';
import { Gatekeeper } from './gatekeeper.js';
import { KeyRing } from './keys/key-ring.js';
import { StartCheck } from './start-check.js';
import { StreamTokens } from './tokens/stream-tokens.js';

const now = Date.UTC(2026, 0, 1);
const clock = new ManualClock(now);
const ids = new UlidSource(clock);
const text = mintApiKeyText();
let store: MemoryStore;
let keys: ApiKeyRepository;

beforeEach(() => {
  store = new MemoryStore(ids);
  keys = new ApiKeyRepository(store, clock, ids);
});

/** One of several processes on the store. */
async function startProcess(environment: Environment = {}) {
  const config: AppConfig = readAppConfig(environment);
  const ring = new KeyRing(keys, new OrganisationRepository(store, clock, ids), clock, config);
  await ring.onModuleInit();
  await new StartCheck(keys, config).onModuleInit();
  const tokens = new StreamTokens(new ServerSecretRepository(store, ids), clock);
  const gatekeeper = new Gatekeeper(ring, tokens, config);
  const whoIs = async (key?: string): Promise<unknown> => {
    try {
      const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
      return (await gatekeeper.identify(headers, '/api/v1/blueprints')).by;
    } catch (error) {
      return (error as ProblemException).code;
    }
  };
  return { ring, tokens, gatekeeper, whoIs };
}

function keep(rest: Partial<NewApiKey> = {}) {
  const facts = { tenant: '00000', name: 'a', scopes: ['read'], budget_usd: null, created_by: null, expires_at: null };
  return keys.create({ ...(facts as Omit<NewApiKey, 'hash'>), hash: hashApiKeyText(text), ...rest });
}

describe('the gatekeeper', () => {
  it('knows a key of the store at once, and soon forgets one that another process has revoked', async () => {
    const { id } = await keep();
    const { whoIs } = await startProcess();
    expect(await whoIs(text)).toBe('key');

    await keys.revoke(id);
    clock.advance(2_999);
    expect(await whoIs(text)).toBe('key');
    clock.advance(1);
    expect(await whoIs(text)).toBe('unauthenticated');
  });

  it('forgets at once what was revoked in its own process', async () => {
    const { id } = await keep();
    const { whoIs, ring } = await startProcess();
    const told: string[] = [];
    ring.whenChanged(() => told.push('changed'));
    expect(await whoIs(text)).toBe('key');

    await keys.revoke(id);
    ring.changed();
    expect([await whoIs(text), told]).toEqual(['unauthenticated', ['changed']]);
  });

  it('knows a key no longer than its time', async () => {
    await keep({ expires_at: new Date(clock.now() + 500).toISOString() });
    const { whoIs } = await startProcess();
    expect(await whoIs(text)).toBe('key');
    clock.advance(500);
    expect(await whoIs(text)).toBe('unauthenticated');
  });

  it('lets everybody in on loopback until another process makes a key, and never again', async () => {
    const { whoIs } = await startProcess();
    expect(await whoIs()).toBe('none');
    const { id } = await keep();
    clock.advance(3_000);
    expect(await whoIs()).toBe('unauthenticated');
    await keys.revoke(id);
    clock.advance(3_000);
    expect([await whoIs(), await (await startProcess()).whoIs()]).toEqual(['unauthenticated', 'unauthenticated']);
  });

  it('knows the keys of the configuration, by the same id in every process', async () => {
    const environment = { HOST: '0.0.0.0', ICE_API_KEYS: `${text}:read+run@acme` };
    const [one, other] = [await startProcess(environment), await startProcess(environment)];
    const identities = await Promise.all([one, other].map(({ gatekeeper }) => gatekeeper.identifyText(text)));

    expect(identities[0]).toEqual(identities[1]);
    expect(identities[0]).toEqual({
      caller: { tenant: expect.any(String), keyId: expect.stringMatching(/^key_/), scopes: new Set(['read', 'run']) },
      by: 'key',
      expiresAt: null,
      executionId: null,
    });
    expect(identities[0]?.caller.tenant).not.toBe('00000');
    expect(await one.whoIs()).toBe('unauthenticated');
  });

  it('knows tokens that another process has signed, until their time or their key is over', async () => {
    const { id: keyId } = await keep();
    const [one, other] = [await startProcess(), await startProcess()];
    const claims = { tenant: '00000', keyId, executionId: null, expiresAt: clock.now() + 60_000 };
    const token = await one.tokens.sign(claims);

    expect([await other.tokens.read(token), await other.whoIs(token)]).toEqual([claims, 'stream-token']);
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const stretched = `ice_st_${Buffer.from(JSON.stringify(['00000', keyId, null, 9e15])).toString('base64url')}.${token.split('.')[1]}`;
    expect([await other.whoIs(forged), await other.whoIs(stretched)]).toEqual(['unauthenticated', 'unauthenticated']);
    await keys.revoke(keyId);
    other.ring.changed();
    expect(await other.whoIs(token)).toBe('unauthenticated');
    clock.advance(60_000);
    expect(await one.tokens.read(token)).toBeNull();
  });

  it('fails closed when the store is away', async () => {
    await keep();
    const { whoIs, gatekeeper } = await startProcess();
    await store.close();
    await expect(gatekeeper.identify({ authorization: `Bearer ${text}` }, '/')).rejects.toThrow();
    expect(await whoIs(mintApiKeyText())).not.toBe('key');
  });
});

describe('a start where others can reach the server', () => {
  it.each<[Environment, RegExp]>([
    [{ HOST: '0.0.0.0' }, /^HOST is "0\.0\.0\.0": .*make one with: ice key create --name first\.$/],
    [{ HOST: '::', ICE_STORE: 'memory' }, /ICE_API_KEYS=\$\(ice key mint\)\.$/],
  ])('is refused without a key: %j', async (environment, sentence) => {
    await expect(startProcess(environment)).rejects.toThrow(sentence);
    await expect(startProcess(environment)).rejects.toThrow(ConfigError);
  });

  it('is refused with keys that cannot be used, and not with one that can', async () => {
    await keep({ expires_at: new Date(clock.now() - 1).toISOString() });
    await expect(startProcess({ HOST: '10.0.0.1' })).rejects.toThrow(ConfigError);
    await keep({ hash: hashApiKeyText(mintApiKeyText()) });
    const { whoIs } = await startProcess({ HOST: '10.0.0.1' });
    expect(await whoIs()).toBe('unauthenticated');
  });
});
