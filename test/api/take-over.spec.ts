/** Two server processes on one data folder: what one leaves behind when it is killed, put to sleep or told to stop, the other goes on
 *  with, and nothing is recorded twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiProcess, type ApiProcess } from '../support/api-process.js';
import { isOnRedis } from '../support/test-store.js';

const leaseMs = 1_500;
const env = { ICE_LEASE_MS: String(leaseMs) };

/** Ends after two naps of `ms` each. */
const naps = (ms: number): object => ({
  schema_version: '1.0',
  name: 'naps',
  nodes: [
    { id: 'first', type: 'tool', tool_name: 'sleep', tool_args: { ms } },
    { id: 'second', type: 'tool', tool_name: 'sleep', tool_args: { ms }, dependencies: ['first'] },
    { id: 'last', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.second.ms }}' } },
  ],
});

interface Journal {
  readonly types: readonly string[];
  /** The data of each `execution.resumed`. */
  readonly resumed: readonly { readonly worker: string; readonly fence: number; readonly crashes: number }[];
}

/** Whoever accepts an execution runs it, where there is no line. With one, `test/redis/roles.spec.ts` shows the same. */
const onFolder = isOnRedis ? it.skip : it;

describe('two servers on one data folder', () => {
  let dataDir: string;
  let first: ApiProcess;
  let second: ApiProcess;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'ice-take-over-'));
    [first, second] = await Promise.all([
      startApiProcess({ dataDir, env }),
      startApiProcess({ dataDir, env, isMeasured: true }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([first.kill('SIGTERM'), second.kill('SIGTERM')]);
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(server: ApiProcess, document: object, count: number): Promise<readonly string[]> {
    const starts = Array.from({ length: count }, () =>
      server.request('POST', '/api/v1/executions/', { json: { blueprint: document } }),
    );
    return (await Promise.all(starts)).map(({ body }) => body.execution_id as string);
  }

  async function journalOf(id: string): Promise<Journal> {
    const { body } = await second.request('GET', `/api/v1/executions/${id}/events?limit=1000`);
    const events = body.data as readonly {
      type: string;
      path?: string;
      sequence: number;
      data: Journal['resumed'][0];
    }[];
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, index) => index + 1));
    return {
      types: events.map(({ type, path: place }) => (place === undefined ? type : `${type} ${place}`)),
      resumed: events.filter(({ type }) => type === 'execution.resumed').map(({ data }) => data),
    };
  }

  async function untilStatus(id: string, wanted: string): Promise<void> {
    while ((await second.request('GET', `/api/v1/executions/${id}`)).body.status !== wanted)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }

  async function untilEnded(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      for (;;) {
        const { body } = await second.request('GET', `/api/v1/executions/${id}`);
        if (body.ended_at !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect((await second.request('GET', `/api/v1/executions/${id}`)).body.status).toBe('completed');
    }
  }

  /** How often each node run ended, over all of a journal. */
  const ends = ({ types }: Journal): readonly string[] => types.filter((type) => type.startsWith('node.completed'));
  const allEnds = ['node.completed first', 'node.completed second', 'node.completed last'];

  it('neither takes anything from the other while both live', async () => {
    const ids = await start(first, naps(leaseMs), 2);
    await untilEnded(ids);
    expect(await Promise.all(ids.map(journalOf))).toEqual(ids.map(() => expect.objectContaining({ resumed: [] })));
  });

  it('either cancels what the other runs, running tools included', async () => {
    const ids = await start(first, naps(600_000), 2);
    for (const id of ids) await untilStatus(id, 'running');
    const asked = await Promise.all(ids.map((id) => second.request('POST', `/api/v1/executions/${id}/cancel`)));
    expect(asked.map(({ status, body }) => [status, body.execution_id])).toEqual(ids.map((id) => [202, id]));
    for (const id of ids) await untilStatus(id, 'cancelled');

    const journals = await Promise.all(ids.map(journalOf));
    expect(journals.map(({ types }) => types.slice(-2))).toEqual(
      ids.map(() => ['node.cancelled first', 'execution.cancelled']),
    );
    expect(journals.flatMap(({ resumed }) => resumed)).toEqual([]);
  });

  onFolder('one goes on at once with what the other ran when it was killed', async () => {
    const ids = await start(first, naps(1_000), 5);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await first.kill('SIGKILL');
    await untilEnded(ids);

    const journals = await Promise.all(ids.map(journalOf));
    expect(journals.map(ends)).toEqual(ids.map(() => allEnds));
    expect(journals.map(({ resumed }) => resumed.map(({ fence, crashes }) => [fence, crashes]))).toEqual(
      ids.map(() => [[2, 1]]),
    );
    first = await startApiProcess({ dataDir, env });
  });

  onFolder('one that slept past its lease is refused, and is of use again as a new worker', async () => {
    const ids = await start(first, naps(1_000), 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(first.pid, 'SIGSTOP');
    await untilEnded(ids);
    process.kill(first.pid, 'SIGCONT');

    const journals = await Promise.all(ids.map(journalOf));
    expect(journals.map(ends)).toEqual(ids.map(() => allEnds));
    const again = await start(first, naps(1), 1);
    await untilEnded(again);
    expect(await Promise.all(ids.map(journalOf))).toEqual(journals);
    expect((await journalOf(again[0]!)).resumed).toEqual([]);
  });

  onFolder('one that is told to stop ends what is under way and hands over the rest, which is no crash', async () => {
    const ids = await start(first, naps(1_000), 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { code } = await first.kill('SIGTERM');
    expect(code).toBe(0);
    await untilEnded(ids);

    const journals = await Promise.all(ids.map(journalOf));
    expect(journals.map(({ types }) => types.indexOf('execution.resumed'))).toEqual(
      journals.map(({ types }) => types.indexOf('node.completed first') + 1),
    );
    expect(journals.map(ends)).toEqual(ids.map(() => allEnds));
    expect(journals.flatMap(({ resumed }) => resumed.map(({ crashes }) => crashes))).toEqual(ids.map(() => 0));
  });
});
