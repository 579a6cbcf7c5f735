// Stores a blueprint through the API, starts it, and shows what happens until it has ended.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fromYaml } from '@ice/builder';
import { LiveTree } from './live-tree.mjs';
import { watchEvents } from './watch-events.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Reads a blueprint in YAML.
 * @param {string} file below the checkout
 * @returns {Promise<any>} the document
 */
export async function readBlueprint(file) {
  const read = fromYaml(await readFile(path.join(root, file), 'utf8'));
  if (!read.ok) throw new Error(`${file}:${read.line}:${read.column}: ${read.message}`);
  return read.document;
}

/**
 * Plays it and gives the execution as it ended.
 * @param {string} url of the API
 * @param {{file: string, document: unknown, inputs?: Record<string, unknown>}} blueprint
 * @param {(text: string) => void} say
 */
export async function playBlueprint(url, { file, document, inputs }, say) {
  const stored = await post(`${url}/api/v1/blueprints/`, document, { 'x-version-lock': '__new__' });
  say(`Stored ${file} as ${stored.id}.`);
  const start = { blueprint_id: stored.id, ...(inputs && { inputs }) };
  const { cost } = await post(`${url}/api/v1/executions/`, { ...start, dry_run: true });
  say(`It is expected to cost $${cost.expected_usd}, at most $${cost.max_usd} (prices of ${cost.price_book_date}).`);
  const started = await post(`${url}/api/v1/executions/`, start);
  say(`Execution ${started.execution_id}:`);
  const tree = new LiveTree(started.execution_id);
  await watchEvents(`${url}${started.links.events}`, (event) => tree.show(event));
  tree.finish();
  return get(`${url}${started.links.self}`);
}

/** @param {string} url */
export async function get(url) {
  return answerOf(await fetch(url));
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

async function answerOf(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(body)}`);
  return body;
}
