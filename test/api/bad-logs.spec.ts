/** The cases of the corpus of bad requests that are about the log, where it lies beside the checkout: against a real process that logs all
 *  that it can. Whatever a client calls itself or its request, a line of the log is one JSON object, and says what happened. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiProcess, type ApiProcess } from '../support/api-process.js';
import { casesOf } from '../support/bad-input-plan.js';
import { bytesOf, type BadInput } from '../support/bad-input.js';
import { exchange } from '../support/raw-http.js';
import { StreamClient } from '../support/stream-client.js';

const cases = casesOf('bad-logs');
const rows = cases.map((input) => [input.id, input.why, input] as const);
const ours = /^rq_[0-9A-HJKMNP-TV-Z]{26}$/;

if (cases.length === 0) {
  describe.skip('log lines against the corpus (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('cannot be forged', () => undefined);
  });
} else {
  describe('log lines against the corpus', () => {
    let server: ApiProcess;
    let port: number;

    beforeAll(async () => {
      server = await startApiProcess({ env: { ICE_STORE: 'memory', ICE_LOG_LEVEL: 'trace', NODE_ENV: 'test' } });
      port = Number(new URL(server.url).port);
    });
    afterAll(() => server.kill('SIGTERM'));

    it.each(rows)('%s %s', async (_id, _why, input) => {
      const { status, headers } = await exchange(port, bytesOf(input, {}));
      expect([status, headers['x-request-id']]).toEqual([input.expect.status, expect.stringMatching(ours)]);
      await sayHello(input);
      checkLines(input);
    });

    it.each([
      ['as long as it may be', 'a'.repeat(128), true],
      ['one character longer', 'a'.repeat(129), false],
      ['of every character that it may have', 'AZaz09._-', true],
      ['with a blank', 'a b', false],
      ['with a quotation mark', 'a"b', false],
      ['with a brace', 'a{b}', false],
      ['with a character beyond ASCII', 'a\u00e9', false],
      ['empty', '', false],
    ])('have a request id %s only where it is harmless', async (_name, sent, isKept) => {
      const bytes = `GET /health HTTP/1.1\r\nhost: localhost\r\nx-request-id: ${sent}\r\n\r\n`;
      const { headers } = await exchange(port, bytes);
      expect(headers['x-request-id']).toEqual(isKept ? sent : expect.stringMatching(ours));
    });

    /** What a client of the stream says of itself is logged, with the id of its request: the one place where texts of strangers are. */
    async function sayHello({ request: { headers = {} } }: BadInput): Promise<void> {
      const { 'user-agent': agent = '' } = headers;
      const forged = agent.replaceAll('\\r', '\r').replaceAll('\\n', '\n');
      const sent = { 'user-agent': agent, 'x-request-id': 'a'.repeat(5_000) };
      using client = await StreamClient.connect(`${server.url}/api/v1/stream`, undefined, { headers: sent });
      client.send({ type: 'hello', client: { name: forged, version: '1' } });
      client.send({ type: 'ping', t: 1 });
      await client.untilType('pong');
    }

    function checkLines({ request: { headers = {} } }: BadInput): void {
      const said = server.stderr.trimEnd().split('\n');
      const lines = said.filter((line) => !line.startsWith('iceOS listens on '));
      expect(lines).toHaveLength(said.length - 1);
      const entries = lines.map((line) => JSON.parse(line) as { level: number; time: string; msg: string });
      for (const entry of entries)
        expect(entry).toMatchObject({ level: expect.any(Number), time: expect.any(String), msg: expect.any(String) });
      expect(entries.filter(({ level }) => level >= 40)).toEqual([]);
      const told = entries.filter(({ msg }) => msg.includes('"level":"fatal"'));
      expect(told.map(({ msg }) => msg)).toEqual([expect.stringMatching(/^rq_\w{26} is x\r\n\{"level":"fatal"\} 1$/)]);
      expect(server.stderr).not.toContain('aaaaaaaa');
      expect(headers['user-agent']).toContain('"level":"fatal"');
    }
  });
}
