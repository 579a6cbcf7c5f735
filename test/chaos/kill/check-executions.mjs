// What must be true afterwards, whatever was killed when: P1 to P5, P8 and P9 of docs/promises, seen from outside.
import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOfAnswers } from './check-answers.mjs';
import { faultsOfJournal, lossesOf, wakesOf } from './check-journal.mjs';
import { areTooMany, faultOfQuarantine, isGivenUp, quarantinedOf } from './quarantine.mjs';

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
 * @property {number} watched Executions that somebody watched.
 * @property {number} watchersCameBack How often they lost their server.
 * @property {number} versions Of the blueprint that was edited meanwhile: those that were run.
 * @property {number} givenUp Executions that three faults in a row had hit before they got on.
 * @property {number} slowestEndMs After the last kill.
 */

/** @typedef {{ snapshot: any, events: readonly any[] }} Played */

/** Looks at executions, and adds up. */
export class ExecutionCheck {
  /** @type {string[]} */
  faults = [];
  /** Ids. @type {Set<string>} */
  #givenUp = new Set();
  /** @type {Record<Exclude<keyof Facts, 'hits' | 'slowestEndMs' | 'versions' | 'givenUp'>, number>} */
  #sums = {
    ...{ executions: 0, takenOver: 0, woken: 0, calls: 0, repeatedCalls: 0 },
    ...{ answersSent: 0, answersTaken: 0, watched: 0, watchersCameBack: 0 },
  };
  /** What the models have cost, in all journals. */
  costUsd = 0;
  /** @type {Set<number>} */
  #versions = new Set();
  /** All of all executions. @type {import('./check-journal.mjs').Loss[]} */
  losses = [];
  #lastEndAt = 0;

  /**
   * @param {import('./clients.mjs').Clients} servers @param {import('./effect-ledger.mjs').EffectLedger} ledger
   * @param {(from: number, to: number) => number} faultsBetween how many faults there were between two moments, in ms since 1970: so many
   *   calls of a node run may have been repeated, beside one for each take-over
   */
  constructor(servers, ledger, faultsBetween = () => 0) {
    this.servers = servers;
    this.ledger = ledger;
    this.faultsBetween = faultsBetween;
    this.limit = Date.now() + endLimitMs;
  }

  /** @returns {Facts} */
  get facts() {
    const slowestEndMs = Math.max(0, this.#lastEndAt - this.servers.lastKillAt);
    return {
      ...this.#sums,
      versions: this.#versions.size,
      givenUp: this.#givenUp.size,
      hits: new Set(this.losses.map(({ worker }) => worker)).size,
      slowestEndMs,
    };
  }

  /** @param {readonly import('./start-executions.mjs').Started[]} started */
  async checkAll(started) {
    const waiting = [...started];
    const lane = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.#check(next);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    if (areTooMany(this.#sums.executions, this.#givenUp.size))
      this.faults.push(`P4: ${this.#givenUp.size} of ${this.#sums.executions} executions were given up`);
  }

  /** @param {import('./start-executions.mjs').Started} started */
  async #check({ id, subject, shape, answers, watched }) {
    const played = await this.#checkOne(id, subject, shape);
    if (!played) return;
    const { snapshot, events } = played;
    if (shape.childCalls) await this.#checkChild(snapshot, subject, shape.childCalls);
    if (snapshot.blueprint_id !== null) await this.#checkVersion(snapshot);
    for (const given of await answers) {
      this.#sums.answersSent += given.sent.length;
      this.#sums.answersTaken += given.sent.filter(({ fate }) => fate === 'taken').length;
      for (const fault of faultsOfAnswers(played, given)) this.#tell(id, fault);
    }
    if (watched) this.#checkWatched(id, await watched, events);
  }

  /** @param {string} id @param {string} subject @param {Pick<import('./shapes.mjs').Shape, 'calls' | 'onceCalls' | 'isCancelled'>} shape @returns {Promise<Played | null>} */
  async #checkOne(id, subject, { calls, onceCalls = [], isCancelled = false }) {
    const snapshot = await this.#ended(id);
    this.#sums.executions += 1;
    if (snapshot && isGivenUp(snapshot)) return this.#checkQuarantine(id, snapshot);
    if (snapshot?.status !== (isCancelled ? 'cancelled' : 'completed')) {
      const why = JSON.stringify(snapshot?.failure ?? snapshot?.nodes ?? null);
      this.#tell(id, `${subject} is ${snapshot?.status ?? 'lost'}: ${why}`);
      return null;
    }
    const events = await this.#eventsOf(id);
    this.#lastEndAt = Math.max(this.#lastEndAt, Date.parse(snapshot.ended_at));
    this.costUsd += Number(snapshot.cost_usd);
    const losses = lossesOf(events);
    this.#sums.takenOver += losses.length;
    this.#sums.woken += wakesOf(events);
    this.losses.push(...losses);
    for (const fault of faultsOfJournal(snapshot, events)) this.#tell(id, fault);
    const most = 1 + losses.length + this.faultsBetween(Date.parse(snapshot.created_at), Date.parse(snapshot.ended_at));
    for (const suffix of isCancelled ? calls.slice(0, -1) : calls)
      this.#checkCalls(id, `${subject}-${suffix}`, { least: isCancelled ? 0 : 1, most });
    if (isCancelled) this.#checkCalls(id, `${subject}-${calls.at(-1)}`, { least: 0, most: 0 });
    for (const suffix of onceCalls) this.#checkOnce(id, `${subject}-${suffix}`, snapshot, suffix);
    return { snapshot, events };
  }

  /** Of the execution itself, or of its child. @param {string} id @param {any} snapshot */
  async #checkQuarantine(id, snapshot) {
    const quarantined = quarantinedOf(snapshot);
    this.#givenUp.add(quarantined);
    const fault = faultOfQuarantine(await this.#eventsOf(quarantined), this.faultsBetween);
    if (fault) this.#tell(id, `P4: ${fault}`);
    return null;
  }

  /** The child is an execution like any other, and its outputs are its parent's. @param {any} parent @param {string} subject @param {readonly string[]} calls */
  async #checkChild(parent, subject, calls) {
    const run = parent.nodes.find((/** @type {any} */ { child_execution_id: child }) => child !== undefined);
    const id = String(run?.child_execution_id);
    const played = await this.#checkOne(id, subject, { calls });
    if (!played) return;
    const { parent: link, outputs } = played.snapshot;
    if (link?.execution_id !== parent.execution_id) this.#tell(id, "it is nobody's child");
    if (JSON.stringify(run.output) !== JSON.stringify(outputs))
      this.faults.push(
        `${parent.execution_id}: its child gave ${JSON.stringify(outputs)}, it has ${JSON.stringify(run.output)}`,
      );
    if (outputs?.said !== `${subject}-d`) this.faults.push(`${id}: it gave ${JSON.stringify(outputs)}`);
  }

  /** Always with the same key. @param {string} id @param {string} subject @param {{ least: number, most: number }} times */
  #checkCalls(id, subject, { least, most }) {
    const keys = this.ledger.calls.get(subject) ?? [];
    this.#sums.calls += keys.length;
    this.#sums.repeatedCalls += Math.max(0, keys.length - 1);
    if (keys.length < least) this.#tell(id, `the call ${subject} was never made`);
    if (keys.length > most) this.#tell(id, `P3: ${keys.length} calls ${subject}, and ${most} were the most`);
    if (new Set(keys).size > 1 || keys.includes('')) this.#tell(id, `P3: the calls ${subject} have different keys`);
  }

  /** One that must not be made twice was made, or nobody knows. @param {string} id @param {string} subject @param {any} snapshot @param {string} path */
  #checkOnce(id, subject, snapshot, path) {
    const run = snapshot.nodes.find((/** @type {any} */ each) => each.path === path);
    const isKnown = run.status === 'completed';
    this.#checkCalls(id, subject, { least: isKnown ? 1 : 0, most: 1 });
    if (!isKnown && run.failure?.code !== 'outcome-unknown')
      this.#tell(id, `P3: ${path} is ${run.status}: ${JSON.stringify(run.failure)}`);
  }

  /** It gave what the revision says that it runs. @param {any} snapshot */
  async #checkVersion({ execution_id: id, blueprint_id: blueprint, revision, outputs }) {
    const { body } = await this.servers.read(`/api/v1/blueprints/${blueprint}/revisions/${revision}`);
    const version = body.outputs?.version;
    this.#versions.add(version);
    if (outputs.version !== version) this.#tell(id, `P9: it ran version ${outputs.version} in place of ${version}`);
  }

  /** Every event once and in order. @param {string} id @param {import('./watch-execution.mjs').Watched} watched @param {readonly any[]} events */
  #checkWatched(id, { sequences, connections }, events) {
    this.#sums.watched += 1;
    this.#sums.watchersCameBack += connections - 1;
    const isWhole = sequences.length === events.length && sequences.every((each, index) => each === index + 1);
    if (!isWhole) this.#tell(id, `P5: of ${events.length} events a watcher saw ${JSON.stringify(sequences)}`);
  }

  /** @param {string} id @param {string} fault */
  #tell(id, fault) {
    this.faults.push(`${id}: ${fault}`);
  }

  /** @param {string} id @returns {Promise<readonly any[]>} */
  async #eventsOf(id) {
    const { body } = await this.servers.read(`/api/v1/executions/${id}/events?limit=1000`);
    return body.data;
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
