// Does the faults: one after the other begins, and they overlap. Each is counted by its kind, and so is whether it hit work under way.
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultDeck, faultKinds } from './fault-deck.mjs';

/** @typedef {import('./fault-deck.mjs').FaultKind} FaultKind */
/** @typedef {import('./fleet-member.mjs').FleetMember} FleetMember */

/** Between the beginnings of two faults, in ms. */
const pause = { shortest: 200, longest: 2_000 };
/** How long something stands still or is cut, in ms: some shorter and some longer than a lease. */
const spell = { shortest: 500, longest: 8_000 };
const dead = { shortest: 0, longest: 1_000 };
const redisSleepS = 5;
const lookAgainMs = 50;
/** For something to hit. */
const mostLooks = 40;

/** Does them. */
export class FaultMaker {
  /** @type {Record<FaultKind, { done: number, hit: number }>} */
  counts = /** @type {any} */ ({});
  /** Processes start one after the other: on a small machine two at a time would take twice as long. */
  #launches = Promise.resolve();
  #isRedisHurt = false;
  /** @type {Set<Promise<void>>} */
  #underWay = new Set();

  /** @param {import('./fleet.mjs').Fleet} fleet */
  constructor(fleet) {
    this.fleet = fleet;
    this.random = fleet.random;
    const kinds = faultKinds.filter((kind) => fleet.of('worker').length > 0 || !kind.endsWith('worker'));
    this.deck = new FaultDeck(fleet.random, kinds);
    for (const kind of kinds) this.counts[kind] = { done: 0, hit: 0 };
  }

  /** Of all kinds. */
  get hits() {
    return Object.values(this.counts).reduce((sum, { hit }) => sum + hit, 0);
  }

  /** Does faults in step with the work, until that was all and the last one is over. */
  async doAll() {
    const { pace } = this.fleet;
    while (!pace.isKillingOver) {
      await sleep(this.random.between(pause.shortest, pause.longest));
      while (!pace.isKillDue) await sleep(lookAgainMs);
      pace.kills += 1;
      await this.#begin(await this.#next());
      if (pace.kills % 20 === 0) console.log(`chaos: ${pace.kills} faults`);
    }
    await Promise.all(this.#underWay);
    this.fleet.lastKillAt = Date.now();
  }

  /** Resolves once it has begun. @param {FaultKind} kind */
  async #begin(kind) {
    const role = roleOf(kind);
    const victim = role ? this.random.of(this.#free(role)) : null;
    if (victim) victim.isHurt = true;
    else this.#isRedisHurt = true;
    const isHit = await this.#hasWork(victim);
    const from = Date.now();
    const over = (victim ? this.#hurt(kind, victim) : this.#hurtRedis(kind))
      .catch((fault) => void this.fleet.faults.push(`${kind}: ${fault.stack}`))
      .then(() => {
        this.#underWay.delete(over);
        if (victim) victim.isHurt = false;
        else this.#isRedisHurt = false;
        this.fleet.spells.push({ kind, name: victim?.name ?? 'redis', from, to: Date.now() });
      });
    this.#underWay.add(over);
    this.counts[kind].done += 1;
    if (isHit) this.counts[kind].hit += 1;
  }

  /** Whether there is anything to lose, of the victim or of all. It is waited for, but not for long. @param {FleetMember | null} victim */
  async #hasWork(victim) {
    const losers = victim ? [victim] : this.fleet.members;
    for (let looks = 0; looks < mostLooks; looks += 1) {
      const found = losers.map((member) =>
        member.work().then((work) => (work > 0 ? true : Promise.reject(new Error('idle')))),
      );
      // The first one is enough: some of them may be slow to answer.
      if (await Promise.any(found).catch(() => false)) return true;
      await sleep(lookAgainMs);
    }
    return false;
  }

  /** What is done next: the last one of a role that is well is left alone, and so is a Redis that is not. @returns {Promise<FaultKind>} */
  async #next() {
    for (;;) {
      const kind = this.deck.draw((each) => {
        const role = roleOf(each);
        return role ? this.#free(role).length > 1 : !this.#isRedisHurt;
      });
      if (kind !== null) return kind;
      await sleep(lookAgainMs);
    }
  }

  /** Those to which nothing is done. @param {'api' | 'worker'} role */
  #free(role) {
    return this.fleet.of(role).filter(({ isHurt }) => !isHurt);
  }

  /** @param {FaultKind} kind @param {FleetMember} victim */
  async #hurt(kind, victim) {
    const [verb] = kind.split(' ');
    if (verb === 'kill') return this.#replace(victim);
    const ms = this.random.between(spell.shortest, spell.longest);
    if (verb === 'stop') {
      victim.signal('SIGSTOP');
      await sleep(ms);
      return victim.signal('SIGCONT');
    }
    victim.way.sever(this.random.of(/** @type {const} */ (['held', 'answers held', 'broken'])));
    await sleep(ms);
    victim.way.heal();
  }

  /** @param {FleetMember} victim */
  async #replace(victim) {
    const fault = await victim.end('SIGKILL');
    if (fault) this.fleet.faults.push(fault);
    await sleep(this.random.between(dead.shortest, dead.longest));
    this.#launches = this.#launches.then(() => this.#launch(victim));
    await this.#launches;
  }

  /** One that cannot reach Redis when it starts ends, and is started again by whoever looks after it. @param {FleetMember} member */
  async #launch(member) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await member.begin();
      } catch (fault) {
        if (tries === 10) this.fleet.faults.push(`${member.name} does not start: ${fault}`);
        if (tries === 10) return;
        await sleep(500);
      }
    }
  }

  /** @param {FaultKind} kind */
  async #hurtRedis(kind) {
    const { redis } = this.fleet;
    if (kind === 'redis sleeps') return void (await redis.command('DEBUG', 'SLEEP', redisSleepS));
    if (kind === 'kill clients') {
      for (const type of ['normal', 'pubsub']) await redis.command('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes');
      return;
    }
    await redis.kill();
    await sleep(this.random.between(dead.shortest, dead.longest));
    await redis.begin();
  }
}

/** Null for what is done to Redis. @param {FaultKind} kind @returns {'api' | 'worker' | null} */
function roleOf(kind) {
  const [, word] = kind.split(' ');
  return word === 'api' || word === 'worker' ? word : null;
}
