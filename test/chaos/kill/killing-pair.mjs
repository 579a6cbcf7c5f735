// Two servers on one data folder. Each is killed with SIGKILL after a random while and starts again, whatever the other one does: now
// and then both are dead.
import { setTimeout as sleep } from 'node:timers/promises';
import { launchServer } from './launch-server.mjs';

/** @typedef {import('./launch-server.mjs').Server} Server */

/** The two servers. */
export class KillingPair {
  kills = 0;
  /** @type {(Server | null)[]} */
  #servers = [null, null];
  #isStopping = false;

  /** @param {string} dataDir @param {string} ledgerAddress @param {import('./random.mjs').Random} random */
  constructor(dataDir, ledgerAddress, random) {
    this.dataDir = dataDir;
    this.ledgerAddress = ledgerAddress;
    this.random = random;
  }

  async start() {
    this.#servers = await Promise.all([this.#launch(), this.#launch()]);
  }

  /** Kills until so many were killed. @param {number} kills */
  async killUntil(kills) {
    await Promise.all([0, 1].map((turn) => this.#killAgainAndAgain(turn, kills)));
  }

  /** @param {number} turn which of the two @param {number} kills */
  async #killAgainAndAgain(turn, kills) {
    while (this.kills < kills && !this.#isStopping) {
      await sleep(this.random.between(50, 2_000));
      const victim = this.#servers[turn];
      this.#servers[turn] = null;
      await this.#kill(victim ?? null, 'SIGKILL');
      this.kills += 1;
      if (this.kills % 10 === 0) console.log(`chaos: ${this.kills} kills`);
      this.#servers[turn] = await this.#launch();
    }
  }

  /**
   * Asks whichever server lives, as often as it takes.
   * @param {string} place @returns {Promise<{ status: number, body: any }>}
   */
  async read(place) {
    for (;;) {
      const answer = await this.send('GET', place);
      if (answer) return answer;
      await sleep(20);
    }
  }

  /**
   * Asks once. Null when no server lives, or the one that was asked died before it answered: then nobody knows whether it did it.
   * @param {string} method @param {string} place @param {unknown} [body] @returns {Promise<{ status: number, body: any } | null>}
   */
  async send(method, place, body) {
    const server = this.random.of(this.#servers.filter((each) => each !== null));
    return server ? ask(server.url, method, place, body) : null;
  }

  async stop() {
    this.#isStopping = true;
    await Promise.all(this.#servers.map((server) => this.#kill(server, 'SIGTERM')));
  }

  /** @returns {Promise<Server>} */
  #launch() {
    return launchServer(this.dataDir, this.ledgerAddress);
  }

  /** @param {Server | null} server @param {NodeJS.Signals} signal */
  async #kill(server, signal) {
    if (!server || server.child.exitCode !== null || server.child.signalCode !== null) return;
    const ended = new Promise((resolve) => server.child.once('exit', resolve));
    server.child.kill(signal);
    await ended;
  }
}

/** The answer, or null when the connection broke: then nobody knows whether it took effect. */
async function ask(
  /** @type {string} */ url,
  /** @type {string} */ method,
  /** @type {string} */ place,
  /** @type {unknown} */ body,
) {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  try {
    const response = await fetch(url + place, { method, ...json });
    return { status: response.status, body: await response.json() };
  } catch {
    return null;
  }
}
