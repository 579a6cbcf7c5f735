/** What only a process does: it says where it listens, refuses a wrong configuration in a sentence, and stops in order. */
import { describe, expect, it } from '@jest/globals';
import { runApiProcess, startApiProcess } from '../support/api-process.js';
import { exchange, requestBytes } from '../support/raw-http.js';
import { echoBlueprint } from '../support/sample-blueprint.js';

describe('the server process', () => {
  it('says in one line where it listens, holds its port, and ends with code 0 on SIGINT', async () => {
    const server = await startApiProcess();
    const second = await runApiProcess({ ICE_STORE: 'memory', PORT: new URL(server.url).port });
    const { code, stderr } = await server.kill('SIGINT');

    expect([code, stderr]).toEqual([0, `iceOS listens on ${server.url} — docs at /docs\n`]);
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('PORT is taken by another process')]);
  });

  it('ends with code 0 on SIGTERM although a client never finishes its request', async () => {
    const server = await startApiProcess({ isMeasured: true });
    const port = Number(new URL(server.url).port);
    await server.request('POST', '/api/v1/blueprints', { json: echoBlueprint() });
    const half = requestBytes('POST', '/api/v1/blueprints', {
      'content-length': '9',
      'content-type': 'application/json',
    });
    const hanging = exchange(port, half, { until: 'close', timeoutMs: 30_000 });
    // The server takes connections in their order: once it has answered this one, it has the other.
    await server.request('GET', '/health', { headers: { connection: 'close' } });
    const { code, stderr } = await server.kill('SIGTERM');

    expect([code, stderr.split('\n').length, (await hanging).closed]).toEqual([0, 2, true]);
  });

  it.each([
    [{ HOST: '0.0.0.0', ICE_STORE: 'memory' }, /^iceOS did not start\.\nHOST is "0\.0\.0\.0": .*key mint\)\.\n$/],
    [{ ICE_API_KEYS: 'ice_sk_0123' }, /^iceOS did not start\.\nICE_API_KEYS is not usable: (?!.*0123).*\n$/],
    [{ PORT: 'http' }, /^iceOS did not start\.\nPORT is "http": .*\n$/],
    [{ ICE_DATA_DIR: '/dev/null/x' }, /^iceOS did not start\.\nThe store file .* cannot be opened: .*\n$/],
    [{ ICE_STORE: 'memory', ICE_ALLOWED_MODELS: 'no-such-model' }, /^iceOS did not start\.\n\S.*\n$/],
  ])('does not start with %j', async (env, sentence) => {
    const { code, stderr } = await runApiProcess(env);

    expect(stderr).toMatch(sentence);
    expect(code).toBe(1);
  });
});
