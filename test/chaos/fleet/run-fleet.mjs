// The fleet under faults, from the first start to the last look.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ExecutionCheck } from '../kill/check-executions.mjs';
import { EffectLedger } from '../kill/effect-ledger.mjs';
import { Pace } from '../kill/pace.mjs';
import { Random } from '../kill/random.mjs';
import { keepEditing } from '../kill/keep-editing.mjs';
import { shapes } from '../kill/shapes.mjs';
import { startExecutions } from '../kill/start-executions.mjs';
import { storeBlueprints } from '../kill/store-blueprints.mjs';
import { FaultMaker } from './fault-maker.mjs';
import { Fleet } from './fleet.mjs';
import { figuresOf, takeOversOf } from './take-overs.mjs';
import { faultsOfMoney } from './check-money.mjs';
import { verifyStore } from './verify-store.mjs';

const workers = 3;

/**
 * @typedef {object} FleetFindings
 * @property {string[]} faults What is not as it was promised.
 * @property {FaultMaker['counts']} counts
 * @property {number} hits
 * @property {import('../kill/check-executions.mjs').Facts} facts
 * @property {Record<'all' | 'free', ReturnType<typeof figuresOf>>} takeOvers `free`: Redis and another worker were well all the while.
 * @property {string} verified
 * @property {Record<string, number>} seconds
 */

/** @param {{ executions: number, faults: number, seed: number, folder: string }} options @returns {Promise<FleetFindings>} */
export async function runFleet({ executions, faults, seed, folder }) {
  const random = new Random(seed);
  const ledger = await EffectLedger.open();
  const redisDir = path.join(folder, 'redis');
  await mkdir(redisDir);
  const pace = new Pace({ executions, kills: faults });
  const fleet = await Fleet.launch({ dataDir: folder, redisDir, allowed: ledger.address, workers }, pace, random);
  try {
    const found = await trial(fleet, ledger);
    found.faults.push(...(await fleet.stop()));
    return found;
  } finally {
    await fleet.stop();
    await ledger.close();
  }
}

/** @param {Fleet} fleet @param {EffectLedger} ledger @returns {Promise<FleetFindings>} */
async function trial(fleet, ledger) {
  const begunAt = performance.now();
  const stored = await storeBlueprints(fleet, ledger.address);
  const maker = new FaultMaker(fleet);
  const work = startExecutions(fleet, shapes(ledger.address, stored), fleet.random);
  const edits = keepEditing(fleet, stored.edited, ledger.address);
  const [started] = await Promise.all([work, maker.doAll(), edits]);
  const hurtAt = performance.now();
  const check = new ExecutionCheck(fleet, ledger, (from, to) => fleet.spellsBetween(from, to));
  await check.checkAll(started);
  const { told, findings } = await verifyStore(fleet.redis.url);
  const takeOvers = takeOversOf(fleet, check.losses);
  return {
    faults: [...fleet.faults, ...check.faults, ...findings, ...(await faultsOfMoney(fleet, check.costUsd))],
    counts: maker.counts,
    hits: maker.hits,
    facts: check.facts,
    takeOvers: {
      all: figuresOf(takeOvers.map(({ ms }) => ms)),
      free: figuresOf(takeOvers.filter(({ isHindered }) => !isHindered).map(({ ms }) => ms)),
    },
    verified: told,
    seconds: { faults: secondsOf(begunAt, hurtAt), checks: secondsOf(hurtAt, performance.now()) },
  };
}

/** @param {number} from @param {number} to both in ms */
function secondsOf(from, to) {
  return Math.round((to - from) / 1_000);
}
