// The seller assistant against the real API: result on stdout, everything else on stderr, nothing left running.
// DEMO_KEEP=1 keeps the server up to look around; end it with Ctrl-C.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fromYaml } from '@ice/builder';
import { LiveTree } from './demo/live-tree.mjs';
import { startServer } from './demo/server-process.mjs';
import { watchEvents } from './demo/watch-events.mjs';

const root = path.resolve(import.meta.dirname, '..');
const blueprintFile = 'examples/seller-assistant/seller-assistant.yaml';
const say = (text) => process.stderr.write(`${text}\n`);

const server = await startServer();
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopped.abort());
try {
  say(`The API listens on ${server.url} (docs at ${server.url}/docs).`);
  await demonstrate(server.url);
  if (process.env.DEMO_KEEP === '1') await untilStopped();
} catch (error) {
  say(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await server.stop();
}

async function demonstrate(url) {
  const stored = await post(`${url}/api/v1/blueprints/`, await readBlueprint(), { 'x-version-lock': '__new__' });
  say(`Stored ${blueprintFile} as ${stored.id}.`);
  const started = await post(`${url}/api/v1/executions/`, { blueprint_id: stored.id });
  say(`Execution ${started.execution_id}:`);
  const tree = new LiveTree(started.execution_id);
  await watchEvents(`${url}${started.links.events}`, (event) => tree.show(event));
  tree.finish();
  const execution = await get(`${url}${started.links.self}`);
  report(execution, await get(`${url}/mock-bin/items`), url);
  if (execution.status !== 'completed')
    throw new Error(`The execution is ${execution.status}: ${execution.failure?.message}`);
  process.stdout.write(`${JSON.stringify(execution.outputs.summary, null, 2)}\n`);
}

function report(execution, bin, url) {
  const took = (run) => Date.parse(run.ended_at) - Date.parse(run.started_at);
  const ended = execution.nodes.filter(
    (run) => run.started_at && run.ended_at && /copy|price|post|load_csv|summary/.test(run.node_id),
  );
  const slowest = ended.reduce((left, right) => (took(right) > took(left) ? right : left));
  const { input_tokens, output_tokens } = execution.usage;
  say(`Cost: $${execution.cost_usd} (synthetic) for ${input_tokens} input and ${output_tokens} output tokens.`);
  say(`Slowest node: ${slowest.path}, ${took(slowest)} ms.`);
  say(`The mock bin got ${bin.data.length} posts: ${url}/mock-bin/items`);
  say(`Snapshot: ${url}${execution.links.self}`);
}

async function readBlueprint() {
  const read = fromYaml(await readFile(path.join(root, blueprintFile), 'utf8'));
  if (!read.ok) throw new Error(`${blueprintFile}:${read.line}:${read.column}: ${read.message}`);
  return read.document;
}

async function post(url, body, headers = {}) {
  return answerOf(
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  );
}

async function get(url) {
  return answerOf(await fetch(url));
}

async function answerOf(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(body)}`);
  return body;
}

async function untilStopped() {
  say(`DEMO_KEEP=1: look around at ${server.url}/docs; Ctrl-C ends the server.`);
  await new Promise((resolve) => stopped.signal.addEventListener('abort', resolve, { once: true }));
}
