// What more workers give: how many executions end in a second with one, two and four workers on one Redis, where each execution waits
// for the outside world nearly all of its time; and how one wide execution is spread over four. Each worker takes few at a time, so that
// its slots are what is scarce and not the cores of this machine.
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fleet } from '../test/chaos/fleet/fleet.mjs';
import { Pace } from '../test/chaos/kill/pace.mjs';
import { Random } from '../test/chaos/kill/random.mjs';

const workerCounts = [1, 2, 4];
/** What has to be reached, against one worker. */
const leastGain = { 2: 1.8, 4: 3.3 };
/** Executions that a worker takes at a time, and attempts that it makes for itself, and as many for others. */
const atOnce = 4;
const callsEach = 4;
/** How long the outside world takes for one call, in ms. */
const callMs = 200;
/** So many executions are started for each worker. */
const startedEach = 60;
const items = 5_000;
const itemsAtOnce = 200;
/** A worker that makes fewer than this share of what is its part is not used. */
const leastPart = 0.25;
const marker = 'x-bench-worker';

/** Prints one row for each number of workers, and one for each worker of the loop. Sets the exit code where too little is gained. */
export async function benchWorkers() {
  const outside = await Outside.open();
  try {
    await benchExecutions(outside);
    await benchLoop(outside);
  } finally {
    await outside.close();
  }
}

/** @param {Outside} outside */
async function benchExecutions(outside) {
  console.log('workers'.padEnd(12), 'executions/s'.padStart(13), 'gain'.padStart(7));
  /** @type {number | null} */
  let one = null;
  for (const count of workerCounts) {
    const rate = await withFleet(outside, count, (fleet) => rateOf(fleet, outside, count * startedEach));
    one ??= rate;
    const gain = rate / one;
    console.log(String(count).padEnd(12), rate.toFixed(1).padStart(13), `${gain.toFixed(2)} ×`.padStart(7));
    expectAtLeast(gain, leastGain[count] ?? 0, `${count} workers`);
  }
}

/** Executions that ended in a second, between the first tenth of them and the last. @param {Fleet} fleet @param {Outside} outside @param {number} count */
async function rateOf(fleet, outside, count) {
  const nodes = Array.from({ length: callsEach }, (_, index) =>
    outside.call(`n${index}`, index > 0 ? [`n${index - 1}`] : []),
  );
  const blueprint = { schema_version: '1.0', name: 'bench', nodes };
  const ids = await Promise.all(Array.from({ length: count }, () => start(fleet, blueprint)));
  const ends = [];
  for (const id of ids) ends.push(Date.parse((await ended(fleet, id)).ended_at));
  ends.sort((left, right) => left - right);
  const [first, last] = [Math.floor(count * 0.1), Math.floor(count * 0.9)];
  return ((last - first) * 1_000) / (Number(ends[last]) - Number(ends[first]));
}

/** @param {Outside} outside */
async function benchLoop(outside) {
  const workers = Math.max(...workerCounts);
  await withFleet(outside, workers, async (fleet) => {
    outside.calls.clear();
    const began = performance.now();
    const body = { nodes: [outside.call('call', [])] };
    const loop = {
      id: 'rows',
      type: 'loop',
      items: Array.from({ length: items }, (_, index) => index),
      item_var: 'item',
    };
    const nodes = [{ ...loop, max_items: items, concurrency: itemsAtOnce, body }];
    const id = await start(fleet, { schema_version: '1.0', name: 'bench_loop', nodes });
    const { status } = await ended(fleet, id);
    if (status !== 'completed') throw new Error(`The loop is ${status}.`);
    const seconds = (performance.now() - began) / 1_000;
    console.log(`\na loop of ${items} items on ${workers} workers: ${seconds.toFixed(1)} s`);
    for (let index = 1; index <= workers; index += 1) {
      const made = outside.calls.get(workerName(index)) ?? 0;
      console.log(`worker ${index}`.padEnd(12), `${made} attempts`.padStart(13));
      expectAtLeast(made, (items / workers) * leastPart, `worker ${index} of the loop`);
    }
  });
}

/**
 * @template T
 * @param {Outside} outside @param {number} workers @param {(fleet: Fleet) => Promise<T>} measure
 */
async function withFleet(outside, workers, measure) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ice-bench-'));
  const redisDir = path.join(folder, 'redis');
  await mkdir(redisDir);
  // The name is a secret of each process: whoever makes an attempt puts its own one in.
  const few = { ICE_CONCURRENCY: String(atOnce), ICE_WORKER_EXECUTIONS: String(atOnce) };
  const env = { ...few, ICE_SECRET_BENCH_WORKER: workerName(0) };
  const place = { dataDir: folder, redisDir, allowed: outside.address, workers, env };
  const mark = (/** @type {number} */ index) => ({ ICE_SECRET_BENCH_WORKER: workerName(index) });
  const fleet = await Fleet.launch({ ...place, envOf: mark }, new Pace({ executions: 1, kills: 1 }), new Random(1));
  try {
    return await measure(fleet);
  } finally {
    await fleet.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {Fleet} fleet @param {object} blueprint @returns {Promise<string>} */
async function start(fleet, blueprint) {
  const { status, body } = await fleet.ask('POST', '/api/v1/executions/', { body: { blueprint } });
  if (status !== 202) throw new Error(`A start was answered with ${status} ${JSON.stringify(body)}.`);
  return body.execution_id;
}

/** @param {Fleet} fleet @param {string} id */
async function ended(fleet, id) {
  for (;;) {
    const { body } = await fleet.read(`/api/v1/executions/${id}`);
    if (body.ended_at) return body;
    await sleep(200);
  }
}

/** Long enough for a secret. @param {number} index */
function workerName(index) {
  return `bench worker ${index}`;
}

/** @param {number} found @param {number} least @param {string} of */
function expectAtLeast(found, least, of) {
  if (found >= least) return;
  console.error(`${of}: ${found.toFixed(2)}, and it has to be at least ${least}`);
  process.exitCode = 1;
}

/** The outside world: every call takes its time, and is counted by the worker that made it. */
class Outside {
  /** @type {Map<string, number>} */
  calls = new Map();

  /** @param {import('node:http').Server} server */
  constructor(server) {
    this.server = server;
    server.on('request', (request, response) => {
      const worker = String(request.headers[marker]);
      this.calls.set(worker, (this.calls.get(worker) ?? 0) + 1);
      setTimeout(() => response.end('{}'), callMs);
    });
  }

  static async open() {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return new Outside(server);
  }

  get address() {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.server.address());
    return `127.0.0.1:${port}`;
  }

  /** A node that calls it, with the name of whoever makes the attempt. @param {string} id @param {string[]} dependencies */
  call(id, dependencies) {
    const tool_args = { url: `http://${this.address}/`, headers: { [marker]: '{{ secrets.BENCH_WORKER }}' } };
    return { id, type: 'tool', tool_name: 'http_request', tool_args, dependencies };
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
