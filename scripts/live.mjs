// The seller assistant with real models, through the real API and the providers' own SDKs: costs money. Result on stdout, everything else
// on stderr. Where a key is missing it says which, starts nothing and ends with 2. LIVE_MODEL=provider/name asks another model.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { fromYaml } from '@ice/builder';
import { startListingShop } from './demo/listing-shop.mjs';
import { playSeller } from './demo/play-seller.mjs';

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
const read = fromYaml(readFileSync(path.join(root, file), 'utf8'));
if (!read.ok) throw new Error(`${file}:${read.line}:${read.column}: ${read.message}`);
/** @type {any} */
const document = read.document;
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
  try {
    const settings = { ICE_TEST_MODE: '0', ICE_STORE: 'sqlite', ICE_HTTP_TOOL_ALLOW: shop.address };
    const input = `endpoint=http://${shop.address}/items`;
    process.exitCode = await playSeller(['-', '--input', input], { settings, document });
    say(`${shop.count()} listings were posted to a shop on this machine.`);
  } finally {
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
