// The seller assistant against the real API: result on stdout, everything else on stderr, nothing left running.
// DEMO_KEEP=1 keeps the server up to look around; end it with Ctrl-C.
import { get, playBlueprint, readBlueprint } from './demo/play-blueprint.mjs';
import { startServer } from './demo/server-process.mjs';

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
  const document = await readBlueprint(blueprintFile);
  const execution = await playBlueprint(url, { file: blueprintFile, document }, say);
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

async function untilStopped() {
  say(`DEMO_KEEP=1: look around at ${server.url}/docs; Ctrl-C ends the server.`);
  await new Promise((resolve) => stopped.signal.addEventListener('abort', resolve, { once: true }));
}
