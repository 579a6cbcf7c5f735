// One execution that ends every process which runs it, among others that do not: it has to be given up, and nothing else.
//
//   node test/chaos/poison.mjs
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchServer } from './kill/launch-server.mjs';

const innocents = 20;
/** Two among all others, before it is a suspect; two that watch it alone; and two more, should something else end a process. */
const mostDeaths = 6;
const limitMs = 180_000;

/** The one server. @type {{ child?: import('node:child_process').ChildProcess }} */
const current = {};
let deaths = 0;
const outside = createServer((request, response) => {
  if (request.url === '/poison') current.child?.kill('SIGKILL');
  response.end('{}');
});
await new Promise((resolve) => outside.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (outside.address());
const address = `127.0.0.1:${port}`;
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ice-poison-'));
const since = Date.now();

/** @param {string} url @param {string} place @param {unknown} [body] @returns {Promise<any>} */
async function ask(url, place, body) {
  const json = body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return (await fetch(url + place, json || {})).json();
}

/** @param {object[]} nodes */
const start = (nodes) => ({ blueprint: { schema_version: '1.0', name: 'poison', nodes } });
const nap = { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 1_000 } };
const done = { id: 'done', type: 'tool', tool_name: 'echo', tool_args: { value: 1 }, dependencies: ['nap'] };
const poison = {
  id: 'poison',
  type: 'tool',
  tool_name: 'http_request',
  tool_args: { method: 'POST', url: `http://${address}/poison` },
};

/** A server that lives long enough to say where it listens. */
async function launch() {
  for (;;) {
    try {
      return await launchServer(dataDir, address, (begun) => {
        current.child = begun;
        begun.once('exit', () => (deaths += 1));
      });
    } catch (fault) {
      if (deaths > mostDeaths) throw fault;
    }
  }
}

/** Asks one server, and when that has ended the next, until all have ended. @param {string} first @param {readonly string[]} ids */
async function untilEnded(first, ids) {
  let url = first;
  for (;;) {
    try {
      const snapshots = await Promise.all(ids.map((id) => ask(url, `/api/v1/executions/${id}`)));
      if (snapshots.every(({ ended_at }) => ended_at) || Date.now() - since > limitMs) return snapshots;
      await sleep(200);
    } catch {
      if (deaths > mostDeaths) throw new Error(`It has ended ${deaths} processes and was not given up.`);
      ({ url } = await launch());
    }
  }
}

try {
  const { url } = await launch();
  const others = await Promise.all(
    Array.from({ length: innocents }, () => ask(url, '/api/v1/executions/', start([nap, done]))),
  );
  const { execution_id: guilty } = await ask(url, '/api/v1/executions/', start([poison]));
  const snapshots = await untilEnded(url, [guilty, ...others.map(({ execution_id }) => execution_id)]);
  const [given, ...rest] = snapshots.map(({ status, failure }) => failure?.code ?? status);
  const isKept = given === 'quarantined' && rest.every((status) => status === 'completed') && deaths <= mostDeaths;
  console.log(
    `poison: ${deaths} processes ended, it is ${given}, ${rest.filter((status) => status === 'completed').length} of ${innocents} others completed`,
  );
  console.log(isKept ? 'poison: every promise was kept' : `poison: broken: ${JSON.stringify(rest)}`);
  process.exitCode = isKept ? 0 : 1;
} finally {
  current.child?.kill('SIGTERM');
  outside.closeAllConnections();
  outside.close();
  await sleep(500);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
