// What must be true afterwards, whatever was killed when: P1 to P5 of docs/promises, seen from outside.
import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOfAnswers } from './check-answers.mjs';
import { faultsOfJournal, lossesOf, wakesOf } from './check-journal.mjs';

const endLimitMs = 60_000;
const atOnce = 8;

/**
 * @typedef {object} Facts
 * @property {number} executions Started by clients, and children.
 * @property {number} takenOver
 * @property {number} hits Servers that were lost while they ran something: kills that struck running work.
 * @property {number} woken Executions that had left memory, and came back.
 * @property {number} calls
 * @property {number} repeatedCalls
 * @property {number} answersSent
 * @property {number} answersTaken
 * @property {number} slowestEndMs After the last kill.
 */

/** @typedef {{ snapshot: any, events: any[] }} Played */

/** Looks at executions, and adds up. */
export class ExecutionCheck {
  /** @type {string[]} */
  faults = [];
  /** @type {Record<Exclude<keyof Facts, 'hits' | 'slowestEndMs'>, number>} */
  #sums = { executions: 0, takenOver: 0, woken: 0, calls: 0, repeatedCalls: 0, answersSent: 0, answersTaken: 0 };
  /** @type {Set<string>} */
  #lostWorkers = new Set();
  #lastEndAt = 0;

  /** @param {import('./killing-pair.mjs').KillingPair} servers @param {import('./effect-ledger.mjs').EffectLedger} ledger */
  constructor(servers, ledger) {
    this.servers = servers;
    this.ledger = ledger;
    this.limit = Date.now() + endLimitMs;
  }

  /** @returns {Facts} */
  get facts() {
    const slowestEndMs = Math.max(0, this.#lastEndAt - this.servers.lastKillAt);
    return { ...this.#sums, hits: this.#lostWorkers.size, slowestEndMs };
  }

  /** @param {readonly import('./start-executions.mjs').Started[]} started */
  async checkAll(started) {
    const waiting = [...started];
    const lane = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.#check(next);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }

  /** @param {import('./start-executions.mjs').Started} started */
  async #check({ id, subject, shape, answers }) {
    const played = await this.#checkOne(id, subject, shape.calls);
    if (played && shape.childCalls) await this.#checkChild(played.snapshot, subject, shape.childCalls);
    if (!played) return;
    for (const given of await answers) {
      this.#sums.answersSent += given.sent.length;
      this.#sums.answersTaken += given.sent.filter(({ fate }) => fate === 'taken').length;
      this.faults.push(...faultsOfAnswers(played, given).map((fault) => `${id}: ${fault}`));
    }
  }

  /** @param {string} id @param {string} subject @param {readonly string[]} calls @returns {Promise<Played | null>} */
  async #checkOne(id, subject, calls) {
    const snapshot = await this.#ended(id);
    this.#sums.executions += 1;
    if (snapshot?.status !== 'completed') {
      const why = JSON.stringify(snapshot?.failure ?? snapshot?.nodes ?? null);
      this.faults.push(`${id} (${subject}) is ${snapshot?.status ?? 'lost'}: ${why}`);
      return null;
    }
    const { body } = await this.servers.read(`/api/v1/executions/${id}/events?limit=1000`);
    const events = body.data;
    const losses = lossesOf(events);
    this.#lastEndAt = Math.max(this.#lastEndAt, Date.parse(snapshot.ended_at));
    this.#sums.takenOver += losses.length;
    this.#sums.woken += wakesOf(events);
    for (const worker of losses) this.#lostWorkers.add(worker);
    this.faults.push(...faultsOfJournal(snapshot, events).map((fault) => `${id}: ${fault}`));
    for (const suffix of calls) this.#checkCalls(id, `${subject}-${suffix}`, losses.length);
    return { snapshot, events };
  }

  /** The child is an execution like any other, and its outputs are its parent's. @param {any} parent @param {string} subject @param {readonly string[]} calls */
  async #checkChild(parent, subject, calls) {
    const run = parent.nodes.find((/** @type {any} */ { child_execution_id: child }) => child !== undefined);
    const id = String(run?.child_execution_id);
    const played = await this.#checkOne(id, subject, calls);
    if (!played) return;
    const { parent: link, outputs } = played.snapshot;
    if (link?.execution_id !== parent.execution_id) this.faults.push(`${id}: it is nobody's child`);
    if (JSON.stringify(run.output) !== JSON.stringify(outputs))
      this.faults.push(
        `${parent.execution_id}: its child gave ${JSON.stringify(outputs)}, it has ${JSON.stringify(run.output)}`,
      );
    if (outputs?.said !== `${subject}-d`) this.faults.push(`${id}: it gave ${JSON.stringify(outputs)}`);
  }

  /** Once, and once more for each time that the execution was taken over; always with the same key. @param {string} id @param {string} subject @param {number} losses */
  #checkCalls(id, subject, losses) {
    const keys = this.ledger.calls.get(subject) ?? [];
    this.#sums.calls += keys.length;
    this.#sums.repeatedCalls += Math.max(0, keys.length - 1);
    if (keys.length === 0) this.faults.push(`${id}: the call ${subject} was never made`);
    if (keys.length > 1 + losses) this.faults.push(`${id}: ${keys.length} calls ${subject} after ${losses} take-overs`);
    if (new Set(keys).size > 1 || keys.includes(''))
      this.faults.push(`${id}: the calls ${subject} have different keys`);
  }

  /** @param {string} id */
  async #ended(id) {
    for (;;) {
      const { status, body } = await this.servers.read(`/api/v1/executions/${id}`);
      if (status === 404) return null;
      if (body.ended_at || Date.now() > this.limit) return body;
      await sleep(100);
    }
  }
}
