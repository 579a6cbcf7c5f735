// Eight clients read and change the same blueprints under their version locks, through two servers on one Redis, while these are killed,
// stopped and cut off, and Redis is killed and put to sleep. What the clients saw must be what one server without faults could have
// answered, one request at a time: locks are linearizable, and none comes twice.
//
//   npm run chaos -- locks            10,000 operations, at least 20 faults
//   npm run chaos -- locks --full     100,000 operations, at least 100 faults
//   npm run chaos -- locks --seed 7   the same choices again (the moments are the machine's)
//   npm run chaos -- locks --operations 1000 --faults 5
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FaultMaker } from './fleet/fault-maker.mjs';
import { Fleet } from './fleet/fleet.mjs';
import { Pace } from './kill/pace.mjs';
import { Random } from './kill/random.mjs';
import { findingsOf } from './locks/check-history.mjs';
import { LockClients } from './locks/lock-clients.mjs';
import { missedIn, plantCount } from './locks/planted-faults.mjs';

const text = /** @type {const} */ ({ type: 'string' });
const { values } = parseArgs({ options: { full: { type: 'boolean' }, seed: text, operations: text, faults: text } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const standard = values.full ? { operations: 100_000, faults: 100 } : { operations: 10_000, faults: 20 };
const size = {
  operations: Number(values.operations ?? standard.operations),
  faults: Number(values.faults ?? standard.faults),
};
/** Of all faults: one that hits nothing shows nothing. */
const leastHits = Math.floor(size.faults * 0.75);

console.log(`locks: seed ${seed}, ${size.operations} operations, at least ${size.faults} faults`);
const folder = await mkdtemp(path.join(os.tmpdir(), 'ice-locks-'));
const redisDir = path.join(folder, 'redis');
await mkdir(redisDir);
const pace = new Pace({ executions: size.operations, kills: size.faults });
const place = { dataDir: folder, redisDir, allowed: '127.0.0.1:1', workers: 0 };
const fleet = await Fleet.launch(place, pace, new Random(seed));
const clients = new LockClients(fleet);
const maker = new FaultMaker(fleet);
try {
  await Promise.all([clients.actAll(), maker.doAll()]);
  fleet.faults.push(...(await fleet.stop()));
} finally {
  await fleet.stop();
}
const histories = clients.things.map(({ history }) => history);
const findings = histories.flatMap((history) => findingsOf(history));
const faults = [...fleet.faults, ...findings.map(({ rule, acts }) => `${rule}: ${JSON.stringify(acts)}`)];
const longest = histories.toSorted((left, right) => right.length - left.length)[0] ?? [];
const missed = findings.length === 0 ? missedIn(longest) : [];
for (const name of missed) faults.push(`the check itself does not find ${name}`);
if (maker.hits < leastHits) faults.push(`only ${maker.hits} faults hit requests under way, which shows too little`);

/** @type {Map<string, number>} */
const fates = new Map();
for (const { kind, fate } of histories.flat()) fates.set(`${kind} ${fate}`, (fates.get(`${kind} ${fate}`) ?? 0) + 1);
const counts = [...fates].map(([name, count]) => `${name} ${count}`);
console.log(`locks: ${clients.acts} operations on ${histories.length} blueprints: ${counts.sort().join(', ')}`);
for (const [kind, { done, hit }] of Object.entries(maker.counts)) console.log(`locks: ${kind}: ${hit} of ${done} hit`);
console.log(`locks: ${findings.length} findings; of ${plantCount} planted faults ${missed.length} were missed`);
for (const fault of faults.slice(0, 50)) console.error(`locks: ${fault}`);
if (faults.length === 0) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
else await writeFile(path.join(folder, 'histories.json'), JSON.stringify(histories));
console.log(
  faults.length === 0
    ? 'locks: linearizable'
    : `locks: ${faults.length} faults (seed ${seed}); histories and logs are in ${folder}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
