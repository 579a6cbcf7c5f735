// Kills servers at random while thousands of executions run, and looks afterwards whether every promise was kept: two servers share one
// data folder, and one of them is always about to die. Beside it, on a folder of its own, an execution that ends every process which
// runs it has to be given up, and nothing else.
//
//   npm run chaos                    3,000 executions, at least 60 kills; about four minutes on two cores
//   npm run chaos -- --full          50,000 executions, at least 1,000 kills; about two hours on two cores
//   npm run chaos -- --seed 7        the same choices again (the moments of the kills are the machine's)
//   npm run chaos -- --executions 100 --kills 3
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runKills } from './kill/run-kills.mjs';
import { runPoison } from './kill/poison.mjs';

const text = /** @type {const} */ ({ type: 'string' });
const { values } = parseArgs({ options: { full: { type: 'boolean' }, seed: text, executions: text, kills: text } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const standard = values.full ? { executions: 50_000, kills: 1_000 } : { executions: 3_000, kills: 60 };
const size = {
  executions: Number(values.executions ?? standard.executions),
  kills: Number(values.kills ?? standard.kills),
};
/** Of all kills: one that hits nothing shows nothing. */
const leastHits = Math.floor(size.kills * 0.75);

console.log(`chaos: seed ${seed}, ${size.executions} executions, at least ${size.kills} kills`);
const folder = await mkdtemp(path.join(os.tmpdir(), 'ice-chaos-'));
const [kills, poison] = await Promise.all([runKills({ ...size, seed, folder }), runPoison()]);
const { faults, facts } = kills;
if (facts.hits < leastHits) faults.push(`only ${facts.hits} kills hit running work, which shows too little`);
if (!poison.isKept) faults.push(`poison: ${poison.told}`);

console.log(`chaos: ${kills.kills} kills, ${JSON.stringify(facts)}, seconds: ${JSON.stringify(kills.seconds)}`);
console.log(`chaos: poison: ${poison.told}`);
for (const fault of faults.slice(0, 50)) console.error(`chaos: ${fault}`);
if (faults.length === 0) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
console.log(
  faults.length === 0
    ? 'chaos: every promise was kept'
    : `chaos: ${faults.length} faults (seed ${seed}); the data and the log are in ${folder}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
