// The work: chains of calls to the outside, fan-outs, and loops with model nodes, each a few hundred milliseconds long.
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ id: string, subjects: readonly string[] }} Started */

/** Clients that start executions side by side, and how long each one rests in between. */
const starters = 4;
const pauseMs = 80;

/**
 * Starts executions in step with the kills, so that whenever a server dies it has something to lose.
 * @param {import('./killing-pair.mjs').KillingPair} servers
 * @param {{ count: number, ledger: import('./effect-ledger.mjs').EffectLedger, random: import('./random.mjs').Random, until: Promise<unknown> }} options
 * @returns {Promise<readonly Started[]>}
 */
export async function startExecutions(servers, { count, ledger, random, until }) {
  /** @type {Started[]} */
  const started = [];
  let isOver = false;
  let number = 0;
  void until.finally(() => (isOver = true));
  const keepStarting = async () => {
    while (started.length < count || !isOver) {
      number += 1;
      await startOne(number);
      await sleep(pauseMs);
    }
  };
  /** @param {number} of */
  const startOne = async (of) => {
    const subjects = [`${of}-a`, `${of}-b`];
    const blueprint = random.of(shapes)(ledger.address, subjects);
    const answer = await servers.send('POST', '/api/v1/executions/', { blueprint });
    // Without an answer nothing was promised. It may have begun all the same, so its subjects are never used again.
    if (answer === null || answer.status === 429 || answer.status === 503) return;
    if (answer.status !== 202) throw new Error(`A start was answered with ${JSON.stringify(answer)}`);
    started.push({ id: answer.body.execution_id, subjects });
  };
  await Promise.all(Array.from({ length: starters }, keepStarting));
  return started;
}

/** @typedef {(address: string, subjects: readonly string[]) => object} Shape */

/** @param {string} id @param {string} address @param {string | undefined} subject @param {string[]} dependencies */
const call = (id, address, subject, ...dependencies) => ({
  id,
  type: 'tool',
  tool_name: 'http_request',
  tool_args: { method: 'POST', url: `http://${address}/${subject}`, body: {} },
  dependencies,
});
/** @param {string} id @param {number} ms @param {string[]} dependencies */
const nap = (id, ms, ...dependencies) => ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms }, dependencies });
/** @param {readonly object[]} nodes */
const blueprint = (nodes) => ({ schema_version: '1.0', name: 'chaos', nodes });

/** @type {readonly Shape[]} */
const shapes = [
  (address, [first, second]) =>
    blueprint([call('a', address, first), nap('rest', 400, 'a'), call('b', address, second, 'rest')]),
  (address, [first, second]) =>
    blueprint([
      call('a', address, first),
      ...['w', 'x', 'y', 'z'].map((id, index) => nap(id, 100 * (index + 1), 'a')),
      call('b', address, second, 'w', 'x', 'y', 'z'),
    ]),
  (address, [first, second]) =>
    blueprint([
      call('a', address, first),
      {
        id: 'each',
        type: 'loop',
        items: [1, 2, 3],
        item_var: 'item',
        concurrency: 2,
        dependencies: ['a'],
        body: {
          nodes: [
            nap('wait', 150),
            {
              id: 'say',
              type: 'llm',
              model: 'gpt-4o-mini',
              prompt: 'Say {{ item }}.',
              max_output_tokens: 20,
              dependencies: ['wait'],
            },
          ],
        },
      },
      call('b', address, second, 'each'),
    ]),
];
