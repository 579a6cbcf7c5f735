// How clients ask servers of which any may die or hang at any moment: each request goes to one of them, and what may be asked twice is.
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from './exchange.mjs';

/** @typedef {import('./exchange.mjs').Answer} Answer */
/** @typedef {import('./exchange.mjs').Request} Request */

/** @typedef {Clients & { pace: import('./pace.mjs').Pace }} PacedClients */

const askAgainMs = 50;

/** Clients of some servers. */
export class Clients {
  /** Clients that start executions side by side. */
  starters = 12;
  /** When the last fault was, in ms since 1970. */
  lastKillAt = 0;

  /** Whom the next request goes to; null when nobody lives. @returns {{ url: string, hold?: () => () => void } | null} */
  choose() {
    throw new Error('Somebody has to choose.');
  }

  /** Asks whichever server lives, as often as it takes. @param {string} place */
  read(place) {
    return this.ask('GET', place);
  }

  /**
   * Asks whichever server lives until one of them answers: only for what may be asked twice.
   * @param {string} method @param {string} place @param {Request} [request] @returns {Promise<Answer>}
   */
  async ask(method, place, request) {
    for (;;) {
      const answer = await this.send(method, place, request);
      if (answer && answer.status !== 503 && answer.status !== 429) return answer;
      await sleep(askAgainMs);
    }
  }

  /**
   * Asks once. Null when no server lives, or the one that was asked died or hung before it answered: then nobody knows whether it did it.
   * @param {string} method @param {string} place @param {Request} [request] @returns {Promise<Answer | null>}
   */
  async send(method, place, request = {}) {
    const server = this.choose();
    if (!server) return null;
    const letGo = server.hold?.();
    const answer = await exchange(server.url + place, method, request);
    letGo?.();
    return answer;
  }
}
