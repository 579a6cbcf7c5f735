// One execution that ends every process which runs it, among others that do not: it has to be given up, and nothing else.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from './exchange.mjs';
import { launchServer } from './launch-server.mjs';

const innocents = 20;
/** Two among all others, before it is a suspect; two that watch it alone; and two more, should something else end a process. */
const mostDeaths = 6;
const limitMs = 180_000;

/** @typedef {{ isKept: boolean, told: string }} PoisonFindings */

/** Runs it on a data folder of its own. @returns {Promise<PoisonFindings>} */
export async function runPoison() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ice-poison-'));
  const trial = await PoisonTrial.open(folder);
  try {
    return await trial.run();
  } finally {
    await trial.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One server at a time, and the outside world that kills it. */
class PoisonTrial {
  #deaths = 0;
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #url = '';
  #since = Date.now();

  /** @param {string} folder @param {import('node:http').Server} outside */
  constructor(folder, outside) {
    this.folder = folder;
    this.outside = outside;
    outside.on('request', (request, response) => {
      if (request.url === '/poison') this.#child?.kill('SIGKILL');
      response.end('{}');
    });
  }

  /** @param {string} folder */
  static async open(folder) {
    const outside = createServer();
    await new Promise((resolve) => outside.listen(0, '127.0.0.1', () => resolve(undefined)));
    return new PoisonTrial(folder, outside);
  }

  /** @returns {Promise<PoisonFindings>} */
  async run() {
    await this.#launch();
    const others = await Promise.all(Array.from({ length: innocents }, () => this.#start([nap, done])));
    const guilty = await this.#start([poison(this.#address)]);
    const [given, ...rest] = (await this.#untilEnded([guilty, ...others])).map(
      ({ status, failure }) => failure?.code ?? status,
    );
    const completed = rest.filter((status) => status === 'completed').length;
    const isKept = given === 'quarantined' && completed === innocents && this.#deaths <= mostDeaths;
    const told = `${this.#deaths} processes ended, it is ${given}, ${completed} of ${innocents} others completed`;
    return { isKept, told };
  }

  async close() {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    this.outside.closeAllConnections();
    this.outside.close();
  }

  get #address() {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.outside.address());
    return `127.0.0.1:${port}`;
  }

  /** A server that lives long enough to say where it listens. */
  async #launch() {
    const options = { dataDir: this.folder, logFile: path.join(this.folder, 'server.log'), allowed: this.#address };
    for (;;) {
      try {
        this.#url = (await launchServer(options, (child) => this.#begun(child))).url;
        return;
      } catch (fault) {
        if (this.#deaths > mostDeaths) throw fault;
      }
    }
  }

  /** @param {import('node:child_process').ChildProcess} child */
  #begun(child) {
    this.#child = child;
    child.once('exit', () => (this.#deaths += 1));
  }

  /** @param {readonly object[]} nodes @returns {Promise<string>} */
  async #start(nodes) {
    const blueprint = { schema_version: '1.0', name: 'poison', nodes };
    return (await this.#ask('/api/v1/executions/', { blueprint })).execution_id;
  }

  /** Throws when the server is gone. @param {string} place @param {unknown} [body] */
  async #ask(place, body) {
    const answer = await exchange(this.#url + place, body ? 'POST' : 'GET', { body });
    if (!answer) throw new Error('The server is gone.');
    return answer.body;
  }

  /** Asks one server, and when that has ended the next, until all have ended. @param {readonly string[]} ids */
  async #untilEnded(ids) {
    for (;;) {
      try {
        const snapshots = await Promise.all(ids.map((id) => this.#ask(`/api/v1/executions/${id}`)));
        if (snapshots.every(({ ended_at }) => ended_at) || Date.now() - this.#since > limitMs) return snapshots;
        await sleep(200);
      } catch {
        if (this.#deaths > mostDeaths) throw new Error(`It has ended ${this.#deaths} processes and was not given up.`);
        await this.#launch();
      }
    }
  }
}

const nap = { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 1_000 } };
const done = { id: 'done', type: 'tool', tool_name: 'echo', tool_args: { value: 1 }, dependencies: ['nap'] };

/** @param {string} address */
function poison(address) {
  const tool_args = { method: 'POST', url: `http://${address}/poison` };
  return { id: 'poison', type: 'tool', tool_name: 'http_request', tool_args };
}
