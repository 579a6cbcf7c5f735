// Two processes for requests and three workers on one Redis, while thousands of executions run: processes are killed and stopped at
// random, Redis is killed, put to sleep and throws its clients off, and the ways to it are cut. Afterwards every promise must have been kept.
//
//   npm run chaos -- --store redis            3,000 executions, at least 40 faults
//   npm run chaos -- --store redis --full     50,000 executions, at least 1,000 faults
//   npm run chaos -- --store redis --seed 7   the same choices again (the moments are the machine's)
//   npm run chaos -- --store redis --executions 100 --faults 10
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runFleet } from './fleet/run-fleet.mjs';

const text = /** @type {const} */ ({ type: 'string' });
const { values } = parseArgs({ options: { full: { type: 'boolean' }, seed: text, executions: text, faults: text } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const standard = values.full ? { executions: 50_000, faults: 1_000 } : { executions: 3_000, faults: 40 };
const size = {
  executions: Number(values.executions ?? standard.executions),
  faults: Number(values.faults ?? standard.faults),
};
/** Of all faults: one that hits nothing shows nothing. */
const leastHits = Math.floor(size.faults * 0.75);
/** With a Redis and another worker that are well, in ms. */
const takeOverGoalMs = 10_000;

console.log(`chaos: redis: seed ${seed}, ${size.executions} executions, at least ${size.faults} faults`);
const folder = await mkdtemp(path.join(os.tmpdir(), 'ice-chaos-'));
const { faults, counts, hits, facts, takeOvers, verified, seconds } = await runFleet({ ...size, seed, folder });
if (hits < leastHits) faults.push(`only ${hits} faults hit running work, which shows too little`);

for (const [kind, { done, hit }] of Object.entries(counts)) console.log(`chaos: ${kind}: ${hit} of ${done} hit`);
console.log(`chaos: ${JSON.stringify(facts)}, seconds: ${JSON.stringify(seconds)}`);
// A figure and no verdict: how busy the machine is decides it as well.
console.log(`chaos: ms from a kill to the take-over (goal: p99 of ${takeOverGoalMs}): ${JSON.stringify(takeOvers)}`);
console.log(`chaos: ${verified}`);
for (const fault of faults.slice(0, 50)) console.error(`chaos: ${fault}`);
if (faults.length === 0) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
console.log(
  faults.length === 0
    ? 'chaos: every promise was kept'
    : `chaos: ${faults.length} faults (seed ${seed}); the data and the logs are in ${folder}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
