// Two processes for requests and three workers on one Redis. Clients ask either of the two, whatever happens to it.
import { Clients } from '../kill/clients.mjs';
import { FleetMember } from './fleet-member.mjs';
import { RedisProcess } from './redis-process.mjs';

/** @typedef {{ kind: import('./fault-deck.mjs').FaultKind, name: string, from: number, to: number }} Spell A fault, in ms since 1970. */

/** @typedef {Readonly<Record<string, string>>} Env */

/** Settings of all of them: few slots, so that attempts are made by others too, and the lease that they have by default. */
const settings = { ICE_STORE: 'redis', ICE_CONCURRENCY: '16', ICE_LEASE_MS: '5000', ORG_BUDGET_USD: '1000' };

/** The fleet. */
export class Fleet extends Clients {
  /** More than one needs while all is well: half of them wait for a server that stands still. @override */
  starters = 32;
  /** What the harness saw go wrong with the processes themselves. @type {string[]} */
  faults = [];
  /** What was done to them. @type {Spell[]} */
  spells = [];

  /**
   * @param {RedisProcess} redis @param {readonly FleetMember[]} members
   * @param {import('../kill/pace.mjs').Pace} pace @param {import('../kill/random.mjs').Random} random
   */
  constructor(redis, members, pace, random) {
    super();
    this.redis = redis;
    this.members = members;
    this.pace = pace;
    this.random = random;
  }

  /**
   * `envOf` gives settings of the worker with that number, from 1 on.
   * @param {{ dataDir: string, redisDir: string, allowed: string, workers: number, env?: Env, envOf?: (index: number) => Env }} options
   * @param {import('../kill/pace.mjs').Pace} pace @param {import('../kill/random.mjs').Random} random
   */
  static async launch({ dataDir, redisDir, allowed, workers, env, envOf }, pace, random) {
    const redis = await RedisProcess.start(redisDir);
    const options = { dataDir, logFile: '', allowed };
    const members = [];
    for (const index of [1, 2])
      members.push(
        await FleetMember.launch(`api-${index}`, 'api', redis.port, { ...options, env: { ...settings, ...env } }),
      );
    for (let index = 1; index <= workers; index += 1) {
      const own = { ...settings, ...env, ...envOf?.(index) };
      members.push(await FleetMember.launch(`worker-${index}`, 'worker', redis.port, { ...options, env: own }));
    }
    return new Fleet(redis, members, pace, random);
  }

  /** @param {'api' | 'worker'} role */
  of(role) {
    return this.members.filter((member) => member.role === role);
  }

  /** @override */
  choose() {
    const member = this.random.of(this.of('api').filter(({ url }) => url !== null));
    if (!member?.url) return null;
    return { url: member.url, hold: () => holdOf(member) };
  }

  /** How many faults there were at a time. @param {number} from @param {number} to in ms since 1970 */
  spellsBetween(from, to) {
    return this.spells.filter((spell) => spell.from <= to && spell.to >= from).length;
  }

  /** Ends all of it; gives what went wrong with that. Once is enough. */
  async stop() {
    const told = await Promise.all(this.members.map((member) => member.end('SIGTERM')));
    await Promise.all(this.members.map(({ way }) => way.close()));
    await this.redis.kill();
    return told.filter((fault) => fault !== null);
  }
}

/** @param {FleetMember} member */
function holdOf(member) {
  member.underWay += 1;
  return () => void (member.underWay -= 1);
}
