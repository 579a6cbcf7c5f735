// Clients that read and change the same few blueprints through whichever server answers, and note each act: what was asked, when, and
// what was answered. Now and then one of them uses a lock of long ago, or removes a blueprint; then there is a new one.
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./check-history.mjs').Act} Act */
/** @typedef {{ id: string, history: Act[], locks: string[] }} Thing `locks`: all that anybody has seen. */

const clients = 8;
const thingsAtOnce = 12;
/** Of a thousand acts. */
const shares = { read: 400, remove: 3 };
/** Of ten changes, so many use a lock that may be an old one. */
const careless = 1;
/** Between two acts of one client while they are ahead of the faults, or nobody answers, in ms. */
const restMs = 50;
const place = '/api/v1/blueprints/';

/** All of them. */
export class LockClients {
  /** Those that are gone included. @type {Thing[]} */
  things = [];
  /** @type {Thing[]} */
  #current = [];
  #marks = 0;

  /** @param {import('../fleet/fleet.mjs').Fleet} servers */
  constructor(servers) {
    this.servers = servers;
    this.random = servers.random;
  }

  /** Acts until there were enough acts and faults, and looks at everything once more. */
  async actAll() {
    for (let count = 0; count < thingsAtOnce; count += 1) this.#current.push(await this.#create());
    await Promise.all(Array.from({ length: clients }, () => this.#keepActing()));
    for (const thing of this.things) while ((await this.#read(thing)).fate === 'unknown') await sleep(restMs);
  }

  get acts() {
    return this.things.reduce((sum, { history }) => sum + history.length, 0);
  }

  async #keepActing() {
    const { pace } = this.servers;
    /** @type {Map<Thing, string>} */
    const known = new Map();
    while (!pace.isStartingOver) {
      const thing = this.random.of(this.#current);
      const { fate, lock, kind } = await this.#act(thing, known.get(thing));
      if (fate === 'done' && lock !== undefined) known.set(thing, lock);
      else known.delete(thing);
      if (fate === 'gone' || (kind === 'remove' && fate === 'done')) await this.#replace(thing);
      if (fate !== 'unknown') pace.started += 1;
      if (fate === 'unknown' || pace.isWorkAhead) await sleep(restMs);
    }
  }

  /** @param {Thing} thing @param {string | undefined} known */
  #act(thing, known) {
    const choice = this.random.between(1, 1_000);
    const isCareless = this.random.between(1, 10) <= careless;
    if (choice <= shares.read || (known === undefined && !isCareless)) return this.#read(thing);
    const given = isCareless ? this.random.of(thing.locks) : String(known);
    return choice <= shares.read + shares.remove ? this.#remove(thing, given) : this.#change(thing, given);
  }

  async #create() {
    const mark = this.#nextMark();
    const called = performance.now();
    const { body, headers } = await this.servers.ask('POST', place, { body: documentOf(mark) });
    const lock = String(headers['x-version-lock']);
    /** @type {Act} */
    const act = { kind: 'create', called, returned: performance.now(), fate: 'done', lock, mark };
    const thing = { id: body.id, history: [act], locks: [lock] };
    this.things.push(thing);
    return thing;
  }

  /** @param {Thing} thing */
  async #replace(thing) {
    const index = this.#current.indexOf(thing);
    if (index === -1) return;
    // At once, so that of several who find it gone one makes another.
    this.#current.splice(index, 1);
    this.#current.push(await this.#create());
  }

  /** @param {Thing} thing */
  async #read(thing) {
    const { answer, act } = await this.#ask(thing, 'read', 'GET');
    if (act.fate === 'done') Object.assign(act, { mark: answer?.body.description });
    return act;
  }

  /** @param {Thing} thing @param {string} given */
  async #change(thing, given) {
    const mark = this.#nextMark();
    return (await this.#ask(thing, 'change', 'PUT', { given, mark })).act;
  }

  /** @param {Thing} thing @param {string} given */
  async #remove(thing, given) {
    return (await this.#ask(thing, 'remove', 'DELETE', { given })).act;
  }

  /** @param {Thing} thing @param {Act['kind']} kind @param {string} method @param {{ given?: string, mark?: string }} [told] */
  async #ask(thing, kind, method, told = {}) {
    const request = {
      ...(told.given !== undefined && { headers: this.#claim(told.given) }),
      ...(told.mark !== undefined && { body: documentOf(told.mark) }),
    };
    const called = performance.now();
    const answer = await this.servers.send(method, place + thing.id, request);
    const lock = answer?.headers['x-version-lock'];
    const fate = fateOf(answer?.status ?? 503);
    /** @type {Act} */
    const act = {
      kind,
      called,
      returned: performance.now(),
      fate,
      ...told,
      ...(isMade(kind, fate) && { lock: String(lock) }),
    };
    thing.history.push(act);
    if (act.lock !== undefined) thing.locks.push(act.lock);
    return { answer, act };
  }

  /** Either way of telling it. @param {string} lock @returns {Record<string, string>} */
  #claim(lock) {
    return this.random.between(0, 1) === 0 ? { 'x-version-lock': lock } : { 'if-match': `"${lock}"` };
  }

  #nextMark() {
    this.#marks += 1;
    return `mark ${this.#marks}`;
  }
}

/** @param {Act['kind']} kind @param {Act['fate']} fate */
function isMade(kind, fate) {
  return fate === 'done' && kind !== 'remove';
}

/** @param {number} status @returns {Act['fate']} */
function fateOf(status) {
  if (status === 200 || status === 204) return 'done';
  if (status === 409 || status === 412) return 'refused';
  if (status === 404) return 'gone';
  if (status === 503) return 'unknown';
  throw new Error(`A request was answered with ${status}.`);
}

/** @param {string} mark */
function documentOf(mark) {
  const nodes = [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }];
  return { schema_version: '1.0', name: 'locked', description: mark, nodes };
}
