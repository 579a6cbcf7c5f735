// Kills servers at random while thousands of executions run, and looks afterwards whether every promise was kept: two servers share one
// data folder, and one of them is always about to die.
//
//   npm run chaos                    3,000 executions, at least 60 kills
//   npm run chaos -- --full          50,000 executions, at least 1,000 kills
//   npm run chaos -- --seed 7        the same choices again (the moments of the kills are the machine's)
//   npm run chaos -- --executions 100 --kills 3
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkExecutions } from './kill/check-executions.mjs';
import { EffectLedger } from './kill/effect-ledger.mjs';
import { KillingPair } from './kill/killing-pair.mjs';
import { Random } from './kill/random.mjs';
import { startExecutions } from './kill/start-executions.mjs';

const text = /** @type {const} */ ({ type: 'string' });
const { values } = parseArgs({ options: { full: { type: 'boolean' }, seed: text, executions: text, kills: text } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const standard = values.full ? { executions: 50_000, kills: 1_000 } : { executions: 3_000, kills: 60 };
const size = {
  executions: Number(values.executions ?? standard.executions),
  kills: Number(values.kills ?? standard.kills),
};
console.log(`chaos: seed ${seed}, ${size.executions} executions, at least ${size.kills} kills`);

const random = new Random(seed);
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ice-chaos-'));
const ledger = await EffectLedger.open();
const servers = new KillingPair(dataDir, ledger.address, random);
try {
  await servers.start();
  const killing = servers.killUntil(size.kills);
  const started = await startExecutions(servers, { count: size.executions, ledger, random, until: killing });
  await killing;
  const found = await checkExecutions(servers, started, ledger);
  process.exitCode = report({ ...found, kills: servers.kills }) ? 0 : 1;
} finally {
  await servers.stop();
  await ledger.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** @param {import('./kill/check-executions.mjs').Findings & { kills: number }} findings */
function report({ faults, facts, kills }) {
  // A kill that hits nothing shows nothing.
  const tooFew = kills < size.kills || facts.takenOver < size.kills * 2;
  console.log(`chaos: ${kills} kills, ${JSON.stringify(facts)}`);
  if (tooFew) console.error('chaos: too few kills hit running work for this to show anything');
  for (const fault of faults.slice(0, 50)) console.error(`chaos: ${fault}`);
  console.log(
    faults.length === 0 && !tooFew ? 'chaos: every promise was kept' : `chaos: ${faults.length} faults (seed ${seed})`,
  );
  return faults.length === 0 && !tooFew;
}
