/** The cases of the corpus of bad requests that are about sockets, where the corpus lies beside the checkout, against a server with keys.
 *  Those that take bytes of our own, or time, are in `bad-frames.spec.ts`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { casesOf, closeCodeOf } from '../support/bad-input-plan.js';
import { fill, type BadFrame, type BadInput, type Values } from '../support/bad-input.js';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { exchange, requestBytes, type RawAnswer } from '../support/raw-http.js';
import { StreamClient } from '../support/stream-client.js';

const cases = casesOf('bad-sockets');
const handshakes = cases.filter(({ area }) => area === 'ws.handshake');
const frames = cases.filter(({ area }) => area === 'ws.frames');

const endless = {
  schema_version: '1.0',
  name: 'endless',
  nodes: [{ id: 'wait', type: 'tool', tool_name: 'sleep', tool_args: { ms: 600_000 } }],
};

if (handshakes.length === 0) {
  describe.skip('bad sockets of the corpus (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('are answered as it says', () => undefined);
  });
} else {
  describe('bad sockets of the corpus', () => {
    let api: KeyedApi;
    let values: Values;

    beforeAll(async () => {
      api = await startKeyedApi();
      const { body } = await api.ask(api.keys.all, 'POST', '/api/v1/executions', { json: { blueprint: endless } });
      values = { token: api.keys.all, execution_id: body.execution_id };
    });

    afterAll(() => api.close());

    it.each(handshakes.map((input) => [input.id, input.why, input] as const))('%s %s', async (_id, _why, input) => {
      const many = input.request.times === undefined ? 1 : 200;
      const answers = await Promise.all(Array.from({ length: many }, () => exchange(api.port, handshakeOf(input))));

      for (const answer of answers) expect(judge(input, answer)).toEqual([]);
      expect((await api.request('GET', '/health')).status).toBe(200);
    });

    it.each(frames.map((input) => [input.id, input.why, input] as const))('%s %s', async (_id, _why, input) => {
      const wsClose = closeCodeOf(input);
      const { key, revoke } = await freshKey();
      using client = await StreamClient.connect(`${api.url}${fill(input.request.path, values)}`, undefined, {
        headers: { authorization: `Bearer ${key}` },
      });
      await client.untilType('welcome');
      for (const frame of input.request.frames ?? []) await say(client, frame, revoke);

      if (input.expect.code !== '') {
        const { problem } = await client.untilType('error');
        expect([problem.code, ...problem.errors.map(({ code }: { code: string }) => code)]).toContain(
          input.expect.code,
        );
      }
      if (wsClose === null) {
        client.send({ type: 'ping', t: 1 });
        expect((await client.untilType('pong')).t).toBe(1);
      } else expect((await client.closed).code).toBe(wsClose);
    });

    async function freshKey() {
      const json = { name: 'socket', scopes: ['read'] };
      const { id, key } = (await api.ask(api.keys.all, 'POST', '/api/v1/keys', { json })).body;
      return { key: key as string, revoke: () => api.ask(api.keys.all, 'DELETE', `/api/v1/keys/${id}`) };
    }

    async function say(client: StreamClient, frame: BadFrame, revoke: () => Promise<unknown>): Promise<void> {
      if (frame.text !== undefined) client.send(frame.text);
      else if (frame.binaryB64 !== undefined) client.socket.send(Buffer.from(frame.binaryB64, 'base64'));
      else await revoke();
    }

    function handshakeOf({ request }: BadInput): Buffer {
      const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name, fill(value, values)]);
      const more = (request as unknown as { readonly gen?: { readonly headers: GeneratedHeaders } }).gen?.headers;
      const headers = { ...(Object.fromEntries(given) as Record<string, string>), ...generated(more) };
      return requestBytes('GET', fill(request.path, values), headers);
    }
  });
}

interface GeneratedHeaders {
  readonly name: string;
  readonly value: string;
  readonly times: number;
}

function generated(headers: GeneratedHeaders | undefined): Readonly<Record<string, string>> {
  if (!headers) return {};
  const { name, value, times } = headers;
  return Object.fromEntries(Array.from({ length: times }, (_, index) => [name.replace('%d', String(index)), value]));
}

/** Cases whose note allows other answers. */
const alsoFine: Readonly<Record<string, readonly number[]>> = { 'WSHAND-010': [404, 426], 'WSHAND-011': [431] };

/** What is wrong with the answer, in words. */
function judge({ id, expect: wanted }: BadInput, { status, body }: RawAnswer): readonly string[] {
  if (alsoFine[id]?.includes(status)) return [];
  const faults = status === wanted.status ? [] : [`status ${status} in place of ${wanted.status}`];
  return body?.code === wanted.code ? faults : [...faults, `code ${body?.code} in place of ${wanted.code}`];
}
