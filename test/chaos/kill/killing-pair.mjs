// Two servers on one data folder. Each is killed with SIGKILL after a random while and starts again, whatever the other one does: now
// and then both are dead. A server that ends by itself is a fault.
import { setTimeout as sleep } from 'node:timers/promises';
import { Clients } from './clients.mjs';
import { launchServer } from './launch-server.mjs';

/** @typedef {import('./launch-server.mjs').Server} Server */

/** How long a server lives, in ms, from the moment on at which it listens. */
const life = { shortest: 100, longest: 1_400 };
const lookAgainMs = 50;

/** The two servers. */
export class KillingPair extends Clients {
  /** What the harness saw go wrong with the processes themselves. @type {string[]} */
  faults = [];
  /** @type {(Server | null)[]} */
  #servers = [null, null];
  #isStopping = false;

  /** @param {import('./launch-server.mjs').LaunchOptions} options @param {import('./pace.mjs').Pace} pace @param {import('./random.mjs').Random} random */
  constructor(options, pace, random) {
    super();
    this.options = options;
    this.pace = pace;
    this.random = random;
  }

  async start() {
    this.#servers = await Promise.all([this.#launch(), this.#launch()]);
  }

  /** Kills in step with the work, until that was all. */
  async killAll() {
    await Promise.all([0, 1].map((turn) => this.#killAgainAndAgain(turn)));
  }

  /** @param {number} turn which of the two */
  async #killAgainAndAgain(turn) {
    const { pace } = this;
    while (!this.#isStopping) {
      await sleep(this.random.between(life.shortest, life.longest));
      while (!pace.isKillDue) await sleep(lookAgainMs);
      if (pace.isKillingOver) return;
      pace.kills += 1;
      const victim = this.#servers[turn] ?? null;
      this.#servers[turn] = null;
      await this.#kill(victim, 'SIGKILL');
      this.lastKillAt = Date.now();
      if (pace.kills % 20 === 0) console.log(`chaos: ${pace.kills} kills`);
      this.#servers[turn] = await this.#launch();
    }
  }

  /** @override */
  choose() {
    const server = this.random.of(this.#servers.filter((each) => each !== null));
    return server ? { url: server.url } : null;
  }

  async stop() {
    this.#isStopping = true;
    await Promise.all(this.#servers.map((server) => this.#kill(server, 'SIGTERM')));
  }

  /** @returns {Promise<Server>} */
  #launch() {
    return launchServer(this.options);
  }

  /** @param {Server | null} server @param {NodeJS.Signals} signal */
  async #kill(server, signal) {
    if (!server) return;
    const { child, said } = server;
    if (child.exitCode !== null || child.signalCode !== null) {
      this.faults.push(`a server ended by itself (${child.exitCode ?? child.signalCode}): ${said()}`);
      return;
    }
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
