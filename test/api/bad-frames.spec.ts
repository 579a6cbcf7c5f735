/** The cases of the corpus of bad requests that are about frames which no client library sends and about sockets that say nothing, where it
 *  lies beside the checkout. The waits are short here, unless there is time for all (ICE_LONG=1): then they are those of every server. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAppConfig } from '@ice/api';
import { casesOf, closeCodeOf, codeOf } from '../support/bad-input-plan.js';
import { fill, type BadFrame, type BadInput, type Values } from '../support/bad-input.js';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';
import { closePayload, frameBytes, RawSocket, type RawClosing } from '../support/raw-socket.js';
import { StreamClient } from '../support/stream-client.js';

const isLong = process.env['ICE_LONG'] === '1';
const { stream: normal } = readAppConfig({});
const short = {
  tickMs: 50,
  heartbeatMs: 100,
  deadAfterMs: 300,
  unfinishedMessageMs: 200,
  lingerMs: 100,
  closingMs: 100,
};
const stream = isLong ? normal : { ...normal, ...short };
const longestMs = 120_000;

const cases = casesOf('bad-frames');
const isLate = ({ request }: BadInput): boolean => request.frames?.[0]?.behaviour === 'subscribe-after-end';
const rowsOf = (inputs: readonly BadInput[]) => inputs.map((input) => [input.id, input.why, input] as const);

const ping = 9;

/** Kind of a frame to its bytes. */
const kinds: Readonly<Record<string, (frame: BadFrame) => Buffer>> = {
  'opcode:0x3': () => frameBytes({ opcode: 3 }),
  ping: ({ size = 0 }) => frameBytes({ opcode: ping, payload: Buffer.alloc(size, 'x') }),
  'fragment-start-only': () => frameBytes({ opcode: 1, payload: Buffer.from('{'), isFinal: false }),
  close: ({ code = 1_000 }) => frameBytes({ opcode: 8, payload: closePayload(code) }),
};

const nap = (ms: number) => ({
  ...{ schema_version: '1.0', name: 'nap' },
  nodes: [{ id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms } }],
});

if (cases.length === 0) {
  describe.skip('bad frames of the corpus (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('end their socket as it says', () => undefined);
  });
} else {
  describe('bad frames of the corpus', () => {
    let api: KeyedApi;
    let values: Values;

    beforeAll(async () => {
      api = await startKeyedApi({ stream });
      values = { token: api.keys.all, execution_id: await started(600_000) };
    });

    afterAll(() => api.close());

    it.each(rowsOf(cases.filter((input) => !isLate(input))))(
      '%s %s',
      async (_id, _why, input) => {
        using socket = await RawSocket.connect(api.port, fill(input.request.path, values), authorized());
        for (const frame of input.request.frames ?? []) say(socket, frame);

        const closing = await socket.closed;

        expect(judge(input, closing)).toEqual([]);
        expect(await openStreams()).toBe(0);
        expect((await api.request('GET', '/health')).status).toBe(200);
      },
      longestMs,
    );

    it.each(rowsOf(cases.filter(isLate)))('%s %s', async (_id, _why, input) => {
      const id = await started(0);
      const path = `/api/v1/executions/${id}`;
      await untilEnded(path);
      const url = `${api.url}${fill(input.request.path, { execution_id: id })}`;
      using client = await StreamClient.connect(url, undefined, { headers: authorized() });

      expect(judge(input, await client.closed)).toEqual([]);

      const { sequence } = (await api.ask(api.keys.all, 'GET', path)).body;
      expect(client.events().map((event) => event.sequence)).toEqual(
        [...Array(sequence).keys()].map((index) => index + 1),
      );
      expect(client.frames.filter(({ type }) => type === 'complete')).toHaveLength(1);
    });

    it('end in the times that the corpus allows, with the limits of every server', () => {
      expect(normal.unfinishedMessageMs + 2 * normal.tickMs).toBeLessThanOrEqual(30_000);
      expect(normal.deadAfterMs + normal.tickMs).toBeLessThanOrEqual(45_000);
      expect(2 * normal.heartbeatMs).toBeLessThan(normal.deadAfterMs);
    });

    function say(socket: RawSocket, frame: BadFrame): void {
      const bytes = bytesOf(frame);
      for (let sent = 0; bytes && sent < (frame.times ?? 1); sent += 1) socket.send(bytes);
    }

    function authorized(): Record<string, string> {
      return { authorization: `Bearer ${api.keys.all}` };
    }

    async function started(ms: number): Promise<string> {
      const { status, body } = await api.ask(api.keys.all, 'POST', '/api/v1/executions', {
        json: { blueprint: nap(ms) },
      });
      expect(status).toBe(202);
      return body.execution_id;
    }

    async function untilEnded(path: string): Promise<void> {
      while ((await api.ask(api.keys.all, 'GET', path)).body.ended_at === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
    }

    /** As the server counts them, once it has heard of the end of all that have ended. */
    async function openStreams(): Promise<number> {
      for (let tries = 0; ; tries += 1) {
        const { text } = await api.ask(api.keys.all, 'GET', '/metrics');
        const open = Number(/^ice_open_streams (\d+)$/m.exec(text)?.[1]);
        if (open === 0 || tries === 20) return open;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  });
}

/** Null for a client that sends nothing, and answers nothing either. */
function bytesOf(frame: BadFrame): Buffer | null {
  if (frame.behaviour === 'drop-all-packets') return null;
  if (frame.textB64 !== undefined) return frameBytes({ opcode: 1, payload: Buffer.from(frame.textB64, 'base64') });
  const make = kinds[frame.raw ?? ''];
  if (!make) throw new Error(`There is no frame for ${JSON.stringify(frame)}.`);
  return make(frame);
}

/** What is wrong with the end, in words. */
function judge(input: BadInput, { code, reason }: RawClosing): readonly string[] {
  const wanted = closeCodeOf(input);
  const word = codeOf(input);
  return [
    ...(code === wanted ? [] : [`closed with ${code} ${reason} in place of ${wanted}`]),
    ...(word === '' || reason === word ? [] : [`reason ${reason} in place of ${word}`]),
  ];
}
