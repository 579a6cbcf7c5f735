/** The reference of partial blueprints: its commands work in a row, its actions give the document that it shows. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { maxActions, partialActionJsonSchema, type JsonObject } from '@ice/core';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startApi, type RunningApi } from '../support/start-api.js';
import { codeWords, MarkdownPage, root } from './markdown-page.js';
import { literalUnion } from './source-declarations.js';

const page = new MarkdownPage('docs/reference/partial-blueprints.md');
const partials = '/api/v1/mcp/blueprints/partial';

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Runs a script and gives what it printed. */
function runScript(text: string): Promise<string> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', text], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (printed += piece));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`bash: ${code}\n${printed}`))));
  });
}

describe('docs/reference/partial-blueprints.md', () => {
  it('has commands that lead from a node to a blueprint', async () => {
    const commands = page.code.filter(({ language }) => language === 'sh').map(({ text }) => text);
    const printed = await runScript(commands.join('\n').replaceAll('http://127.0.0.1:8000', api.url));
    const { body } = await api.request('GET', `/api/v1/blueprints/${printed.trim()}`);
    expect(body).toMatchObject({
      name: 'prices',
      inputs: { csv_path: { type: 'string' } },
      nodes: [{ id: 'load', type: 'tool', tool_name: 'csv_loader', tool_args: { path: '{{ inputs.csv_path }}' } }],
    });
  });

  it('has actions that give the document that it shows', async () => {
    const examples = page.code.filter(({ language }) => language === 'json').map(({ text }) => JSON.parse(text));
    const shown = examples.findIndex((example: JsonObject) => Object.hasOwn(example, 'schema_version'));
    let { body } = await api.request('POST', partials, { json: {} });
    const edit = async (json: JsonObject): Promise<void> => {
      const headers = { 'x-version-lock': body.version_lock };
      const answer = await api.request('PUT', `${partials}/${body.id}`, { json, headers });
      expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
      body = answer.body;
    };
    for (const example of examples.slice(0, shown)) await edit(example);
    expect([body.blueprint, body.diagnostics, body.pending_inputs]).toEqual([examples[shown], [], []]);
    for (const example of examples.slice(shown + 1)) await edit(example);
    expect(body.blueprint.nodes).toEqual(examples[shown].nodes.slice(0, 1));
    expect(body.diagnostics.map(({ code }: { code: string }) => code)).toEqual(['unknown-reference']);
  });

  it('has a heading and an example for every action', () => {
    const text = page.code.map((block) => block.text).join('\n');
    const schema = partialActionJsonSchema() as { oneOf?: readonly { properties: { action: { const: string } } }[] };
    const names = (schema.oneOf ?? []).map(({ properties }) => properties.action.const);
    expect(names).toHaveLength(5);
    expect(page.prose.join(' ')).toContain(`up to ${maxActions} actions`);
    for (const name of names) {
      expect(page.anchors).toContain(name);
      expect(text).toContain(`"action": "${name}"`);
    }
  });

  it('has a row for every type of suggestion', () => {
    const types = literalUnion('libs/core/src/suggest/suggestion.ts', 'SuggestionType');
    const rows = page.rows('Suggestions').flatMap((row) => codeWords(row['type'] ?? ''));
    expect([...new Set(rows)].sort()).toEqual([...types].sort());
  });

  it('has a row for every member of what it describes', () => {
    const membersIn = (file: string, name: string): readonly string[] => {
      const [, body = ''] =
        new RegExp(`interface ${name} \\{([^}]+)\\}`).exec(readFileSync(path.join(root, file), 'utf8')) ?? [];
      return [...body.matchAll(/readonly (\w+)\??:/g)].map(([, member = '']) => member);
    };
    const rowsUnder = (heading: string): readonly string[] =>
      page.rows(heading).flatMap((row) => codeWords(row['member'] ?? ''));
    expect(rowsUnder('The answer')).toEqual(membersIn('apps/api/src/partials/partial-presenter.ts', 'PartialAnswer'));
    expect(rowsUnder('Pending inputs')).toEqual(membersIn('libs/core/src/suggest/pending-inputs.ts', 'PendingInput'));
  });
});
