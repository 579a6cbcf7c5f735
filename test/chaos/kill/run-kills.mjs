// The kills, from the first start to the last look.
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ExecutionCheck } from './check-executions.mjs';
import { EffectLedger } from './effect-ledger.mjs';
import { KillingPair } from './killing-pair.mjs';
import { Pace } from './pace.mjs';
import { Random } from './random.mjs';
import { keepEditing } from './keep-editing.mjs';
import { shapes } from './shapes.mjs';
import { startExecutions } from './start-executions.mjs';
import { storeBlueprints } from './store-blueprints.mjs';

/**
 * @param {{ executions: number, kills: number, seed: number, folder: string }} options
 * @returns {Promise<{ kills: number, seconds: Record<string, number>, faults: string[], facts: import('./check-executions.mjs').Facts }>}
 */
export async function runKills({ executions, kills, seed, folder }) {
  const random = new Random(seed);
  const ledger = await EffectLedger.open();
  const options = { dataDir: folder, logFile: path.join(folder, 'servers.log'), allowed: ledger.address };
  const begunAt = performance.now();
  const servers = new KillingPair(options, new Pace({ executions, kills }), random);
  try {
    await servers.start();
    const stored = await storeBlueprints(servers, ledger.address);
    const work = startExecutions(servers, shapes(ledger.address, stored), random);
    const edits = keepEditing(servers, stored.edited, ledger.address);
    const [started] = await Promise.all([work, servers.killAll(), edits]);
    const killedAt = performance.now();
    const check = new ExecutionCheck(servers, ledger);
    await check.checkAll(started);
    const seconds = { kills: secondsOf(begunAt, killedAt), checks: secondsOf(killedAt, performance.now()) };
    return { kills: servers.pace.kills, seconds, faults: [...servers.faults, ...check.faults], facts: check.facts };
  } finally {
    await servers.stop();
    await ledger.close();
  }
}

/** @param {number} from @param {number} to both in ms */
function secondsOf(from, to) {
  return Math.round((to - from) / 1_000);
}
