/** The built server as a process of its own, on a free port: for tests that kill it, and for what only a process does. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testStore } from './test-store.js';
import { send, type ApiAnswer, type ApiRequest } from './start-api.js';

const root = path.join(import.meta.dirname, '..', '..');
const main = path.join(root, 'apps', 'api', 'dist', 'main.js');
const startTimeoutMs = 30_000;

/** How the process is to be started. */
export interface ApiProcessOptions {
  /** The data folder; it stays. Default: a fresh one, which goes with the process. */
  readonly dataDir?: string;
  /** Variables beside the free port, the data folder and a quiet log. */
  readonly env?: Readonly<Record<string, string>>;
  /** True: which of its lines ran counts for the coverage, which costs it a second at its end. Default: false. */
  readonly isMeasured?: boolean;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Everything that it said on stderr. */
  readonly stderr: string;
}

/** A server that runs. `await using server = await startApiProcess()` ends it with SIGTERM. */
export interface ApiProcess extends AsyncDisposable {
  readonly pid: number;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** What it said on stderr so far. */
  readonly stderr: string;
  request(method: string, path: string, options?: ApiRequest): Promise<ApiAnswer>;
  /** Sends a signal and waits for the end. Afterwards it gives the same end again. */
  kill(signal: NodeJS.Signals): Promise<ProcessEnd>;
}

/** Starts the built server and waits until it is ready. Rejects with what it said when it ends before. */
export async function startApiProcess(options: ApiProcessOptions = {}): Promise<ApiProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'ice-process-')));
  const { child, said, ended } = spawnServer(
    { ICE_DATA_DIR: dataDir, ...options.env, ...(await testStore(dataDir)) },
    options.isMeasured,
  );
  const url = await Promise.race([listening(child, said), failure(ended)]);
  await untilReady(url);
  const kill = async (signal: NodeJS.Signals): Promise<ProcessEnd> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const end = await ended;
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    return end;
  };
  return {
    pid: child.pid as number,
    url,
    get stderr() {
      return said.text;
    },
    request: (method, place, request) => send(`${url}${place}`, method, request),
    kill,
    [Symbol.asyncDispose]: async () => void (await kill('SIGTERM')),
  };
}

/** Starts the built server with settings that it refuses, and gives how it ended; one that starts all the same is killed. */
export async function runApiProcess(env: Readonly<Record<string, string>>): Promise<ProcessEnd> {
  const { child, ended } = spawnServer(env);
  const timer = setTimeout(() => child.kill('SIGKILL'), startTimeoutMs);
  return ended.finally(() => clearTimeout(timer));
}

function spawnServer(env: Readonly<Record<string, string>>, isMeasured = false) {
  if (!existsSync(main)) throw new Error(`${main} is not there: run "npm run build" first.`);
  const settings = { HOST: '127.0.0.1', PORT: '0', ICE_LOG_LEVEL: 'warn', ...env };
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: isMeasured ? { ...process.env, ...settings } : { ...process.env, ...settings, NODE_V8_COVERAGE: undefined },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = { text: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.text += text));
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stderr: said.text }));
  });
  return { child, said, ended };
}

/** The address out of the line with which the server says that it listens. */
function listening(child: ChildProcess, said: { readonly text: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server did not listen within ${startTimeoutMs} ms:\n${said.text}`));
    }, startTimeoutMs);
    child.stderr?.on('data', () => {
      const url = /listens on (http:\S+)/.exec(said.text)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('close', () => clearTimeout(timer));
  });
}

async function failure(ended: Promise<ProcessEnd>): Promise<never> {
  const { code, signal, stderr } = await ended;
  throw new Error(`The server ended with ${code ?? signal}:\n${stderr}`);
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await send(`${url}/ready`, 'GET')).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url}/ready did not answer 200.`);
}
