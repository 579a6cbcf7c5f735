// The seller assistant with real models, through the real API and the providers' own SDKs: costs money. Result on stdout, everything else
// on stderr. Where a key is missing it says which, starts nothing and ends with 2. LIVE_MODEL=provider/name asks another model.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { startListingShop } from './demo/listing-shop.mjs';
import { playBlueprint, readBlueprint } from './demo/play-blueprint.mjs';
import { startServer } from './demo/server-process.mjs';

const root = path.resolve(import.meta.dirname, '..');
const file = 'examples/seller-assistant/seller-assistant.yaml';
const say = (text) => process.stderr.write(`${text}\n`);

/** What a provider needs: a key, or an address in place of the public one. */
const needs = {
  openai: { title: 'OpenAI', key: 'OPENAI_API_KEY', url: 'OPENAI_BASE_URL' },
  anthropic: { title: 'Anthropic', key: 'ANTHROPIC_API_KEY', url: 'ANTHROPIC_BASE_URL' },
  deepseek: { title: 'DeepSeek', key: 'DEEPSEEK_API_KEY', url: 'DEEPSEEK_BASE_URL' },
};

const settings = { ...fileSettings(), ...process.env };
const document = await readBlueprint(file);
const models = modelNodes(document);
if (settings.LIVE_MODEL) for (const node of models) node.model = settings.LIVE_MODEL;
const missing = missingSettings(models.map(({ model }) => model));
if (missing.length > 0) {
  say(missing.join('\n'));
  process.exitCode = 2;
} else {
  await live();
}

async function live() {
  announce();
  const shop = await startListingShop();
  const server = await startServer({ ICE_TEST_MODE: '0', ICE_HTTP_TOOL_ALLOW: shop.address });
  const stop = () => void server.stop();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  try {
    say(`The API listens on ${server.url} (docs at ${server.url}/docs).`);
    const inputs = { endpoint: `http://${shop.address}/items` };
    report(await playBlueprint(server.url, { file, document, inputs }, say), shop.count());
  } catch (error) {
    say(`It failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    await server.stop();
    await shop.close();
  }
}

/** Before any money is spent: who is asked, how often, and what it may cost at most. */
function announce() {
  const rows = readFileSync(path.join(root, document.inputs.csv_path.default), 'utf8').trim().split('\n').length - 1;
  for (const { model, repair_attempts = 1 } of models) {
    const most = rows * (1 + repair_attempts);
    say(`${model} is asked ${rows} times, once for each row: up to ${most} times where answers have to be repaired,`);
    say(`and again where a call fails. The budget of the blueprint holds: $${document.budget_usd}.`);
  }
}

function report({ status, failure, usage, cost_usd, outputs }, posted) {
  const { input_tokens, output_tokens } = usage ?? { input_tokens: 0, output_tokens: 0 };
  say(`Cost: $${cost_usd} for ${input_tokens} input and ${output_tokens} output tokens of ${modelNames()}.`);
  say(`${posted} listings were posted to a shop on this machine.`);
  if (status !== 'completed') throw new Error(`the execution is ${status}: ${failure?.code}: ${failure?.message}`);
  process.stdout.write(`${JSON.stringify(outputs.summary, null, 2)}\n`);
}

function modelNames() {
  return [...new Set(models.map(({ model }) => model))].join(', ');
}

/** One sentence for each thing that is missing, and how to set it. */
function missingSettings(names) {
  const providers = [...new Set(names.map((name) => name.split('/')[0]))];
  const lacking = providers.filter((provider) => needs[provider] && isUnset(needs[provider]));
  return lacking.flatMap((provider) => {
    const { title, key, url } = needs[provider];
    return [
      `${modelNames()} cannot be asked: neither ${key} nor ${url} is set. Nothing was started. Set one of them, in the environment or in .env:`,
      `  ${key}=… make live                             asks ${title}`,
      `  ${url}=http://127.0.0.1:11434/v1 make live   asks a gateway or a local server that speaks the same protocol`,
      `  LIVE_MODEL=anthropic/claude-haiku-4-5 make live   asks another model; its provider has variables of its own`,
    ];
  });
}

function isUnset({ key, url }) {
  return !settings[key] && !settings[url];
}

/** The server reads this file too, and in the same way. */
function fileSettings() {
  const place = path.join(root, '.env');
  return existsSync(place) ? parseEnv(readFileSync(place, 'utf8')) : {};
}

/** All nodes of the kinds that ask models, however deep. */
function modelNodes(value) {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(modelNodes);
  return ['llm', 'agent'].includes(value.type) && typeof value.model === 'string' ? [value, ...inside] : inside;
}
