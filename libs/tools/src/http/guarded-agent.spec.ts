import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { createGuardedAgent, guardedLookup, type ResolveName } from './guarded-agent.js';
import { startLoopbackServer, type LoopbackServer } from './loopback-server.js';

/** A resolver that gives the next of these answers each time, and counts. */
function scripted(...answers: readonly (readonly string[])[]): ResolveName & { calls: number } {
  const resolve = (
    _name: string,
    _options: object,
    callback: (error: null, addresses: LookupAddress[]) => void,
  ): void => {
    const answer = answers[Math.min(resolve.calls, answers.length - 1)] ?? [];
    resolve.calls += 1;
    callback(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  resolve.calls = 0;
  return resolve;
}

function lookUp(resolve: ResolveName, all: boolean): Promise<unknown> {
  return new Promise((settle) => {
    guardedLookup(resolve)('shop.example', { all }, (error, addresses, family) => {
      settle(error ? ((error as { failure?: { code: string } }).failure?.code ?? error.message) : [addresses, family]);
    });
  });
}

describe('the guarded lookup', () => {
  it('gives the very addresses that it judged', async () => {
    const resolve = scripted(['1.1.1.1', '2606:4700::1111']);
    expect(await lookUp(resolve, true)).toEqual([
      [
        { address: '1.1.1.1', family: 4 },
        { address: '2606:4700::1111', family: 6 },
      ],
      undefined,
    ]);
    expect(await lookUp(resolve, false)).toEqual(['1.1.1.1', 4]);
    expect(resolve.calls).toBe(2);
  });

  it.each<[string, readonly string[]]>([
    ['an inside address', ['127.0.0.1']],
    ['a public and an inside address', ['1.1.1.1', '10.0.0.7']],
    ['an inside address in IPv6 dress', ['::ffff:169.254.169.254']],
  ])('fails for a name with %s', async (_why, addresses) => {
    expect(await lookUp(scripted(addresses), true)).toBe('url-not-allowed');
    expect(await lookUp(scripted(addresses), false)).toBe('url-not-allowed');
  });

  it('fails for a name without an address, and with the resolver', async () => {
    expect(await lookUp(scripted([]), true)).toBe('shop.example has no address');
    expect(await lookUp((_name, _options, callback) => callback(new Error('no server'), []), true)).toBe('no server');
  });
});

describe('the guarded agent', () => {
  let inside: LoopbackServer;
  let connections = 0;

  beforeAll(async () => {
    inside = await startLoopbackServer((_request, response) => response.end('inside'));
    inside.server.on('connection', () => (connections += 1));
  });

  afterAll(() => inside.close());

  async function attempt(host: string, resolve?: ResolveName): Promise<unknown> {
    const agent = createGuardedAgent(resolve);
    const options = { origin: inside.origin.replace('127.0.0.1', host), path: '/', method: 'GET' as const };
    const outcome = await agent.request(options).then(
      ({ statusCode }) => statusCode,
      (error: { failure?: { code: string } }) => error.failure?.code ?? error,
    );
    await agent.close();
    return outcome;
  }

  it('opens no connection to a literal inside address', async () => {
    expect(await attempt('127.0.0.1')).toBe('url-not-allowed');
    expect(await attempt('[::1]')).toBe('url-not-allowed');
    expect(connections).toBe(0);
  });

  it('opens no connection to a name that leads inside', async () => {
    expect(await attempt('localhost')).toBe('url-not-allowed');
    expect(await attempt('shop.example', scripted(['127.0.0.1']))).toBe('url-not-allowed');
    expect(connections).toBe(0);
  });

  it('judges a name anew for every connection, so that one that turned inside is refused', async () => {
    const rebinding = scripted(['1.1.1.1'], ['127.0.0.1']);
    expect(await lookUp(rebinding, true)).toEqual([[{ address: '1.1.1.1', family: 4 }], undefined]);
    expect(await attempt('shop.example', rebinding)).toBe('url-not-allowed');
    expect([rebinding.calls, connections]).toEqual([2, 0]);
  });
});
