// One place in the fleet: a process of one role, its way to Redis, and the next process once that one is dead.
import path from 'node:path';
import { exchange } from '../kill/exchange.mjs';
import { launchServer } from '../kill/launch-server.mjs';
import { SeverablePath } from './severable-path.mjs';

/** @typedef {import('../kill/launch-server.mjs').Server} Server */
/** @typedef {{ worker: string, killedAt: number }} Life As which worker it ran last, and when it was killed, in ms since 1970. */

/** One that does not say within this time what it does, in ms, does nothing that counts. */
const askingMs = 1_500;
/** Whoever is told to end has so long, in ms: the grace that deploy/README.md asks for, and time for a small machine. */
const endLimitMs = 30_000;

/** A member. */
export class FleetMember {
  /** True while something is done to it: one thing at a time. */
  isHurt = false;
  /** Requests that it has not answered yet. */
  underWay = 0;
  /** Of processes that were killed, as far as they had said who they are. @type {Life[]} */
  lives = [];
  /** @type {Server | null} */
  #server = null;
  #worker = '';

  /**
   * @param {string} name
   * @param {'api' | 'worker'} role
   * @param {SeverablePath} way
   * @param {import('../kill/launch-server.mjs').LaunchOptions} options
   */
  constructor(name, role, way, options) {
    this.name = name;
    this.role = role;
    this.way = way;
    this.options = options;
  }

  /**
   * @param {string} name @param {'api' | 'worker'} role @param {number} redisPort
   * @param {import('../kill/launch-server.mjs').LaunchOptions} options
   */
  static async launch(name, role, redisPort, options) {
    const way = await SeverablePath.open(redisPort);
    const env = { ...options.env, ICE_ROLE: role, REDIS_URL: way.url };
    const logFile = path.join(options.dataDir, `${name}.log`);
    const member = new FleetMember(name, role, way, { ...options, env, logFile });
    await member.begin();
    return member;
  }

  /** Null while it is dead. */
  get url() {
    return this.#server?.url ?? null;
  }

  async begin() {
    this.#worker = '';
    this.#server = await launchServer(this.options);
  }

  /** Ends it. @param {NodeJS.Signals} signal @returns {Promise<string | null>} what went wrong: it had ended by itself */
  async end(signal) {
    const server = this.#server;
    this.#server = null;
    if (!server) return null;
    const { child, said } = server;
    if (child.exitCode !== null || child.signalCode !== null)
      return `${this.name} ended by itself (${child.exitCode ?? child.signalCode}): ${said()}`;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    if (signal === 'SIGKILL' && this.#worker) this.lives.push({ worker: this.#worker, killedAt: Date.now() });
    const forced = setTimeout(() => child.kill('SIGKILL'), endLimitMs);
    await ended;
    clearTimeout(forced);
    const isForced = signal !== 'SIGKILL' && child.signalCode === 'SIGKILL';
    return isForced ? `P17: ${this.name} had not ended ${endLimitMs} ms after ${signal}: ${said()}` : null;
  }

  /** Lets it stand still, or go on. @param {'SIGSTOP' | 'SIGCONT'} signal */
  signal(signal) {
    this.#server?.child.kill(signal);
  }

  /** How much it has to lose: executions in its memory, or requests that it has not answered yet. */
  async work() {
    if (this.role === 'api') return this.underWay;
    if (!this.url) return 0;
    const late = new Promise((resolve) => setTimeout(resolve, askingMs, null));
    const answer = await Promise.race([exchange(`${this.url}/metrics`, 'GET', { isText: true }), late]);
    const told = answer?.body ?? '';
    this.#worker = /^ice_worker_info\{worker="(\w+)"\} 1$/m.exec(told)?.[1] ?? this.#worker;
    return Number(/^ice_executions_running (\d+)$/m.exec(told)?.[1] ?? 0);
  }
}
