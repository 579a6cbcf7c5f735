/** What the README tells people to type works as it stands, and gives what the README says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as builder from '@ice/builder';
import type { JsonValue, ToolDefinition } from '@ice/core';
import * as tools from '@ice/tools';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import * as zod from 'zod';
import { startApi, type RunningApi } from '../support/start-api.js';
import { Engine } from '../support/start-engine.js';
import { MarkdownPage, root } from './markdown-page.js';

const readme = new MarkdownPage('README.md');
const printedUrl = 'http://127.0.0.1:8000';

let api: RunningApi;
let folder: string;

beforeAll(async () => {
  // Below the checkout, so that a program in it finds the installed packages.
  const cache = path.join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  folder = await mkdtemp(path.join(cache, 'readme-'));
  api = await startApi();
});

afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

/** The only code block of a language that holds this text. */
function block(language: string, part: string, page = readme): string {
  const found = page.code.filter((code) => code.language === language && code.text.includes(part));
  expect(found).toHaveLength(1);
  return found[0]?.text ?? '';
}

/** Runs a program to its end and gives what it printed. */
function run(command: string, options: readonly string[]): Promise<string> {
  const child = spawn(command, options, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${command}: ${code}\n${printed}`)),
    );
  });
}

/** Runs a TypeScript module with these packages and gives what it exports. */
function load(text: string, packages: Readonly<Record<string, unknown>>): unknown {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is the project's own
  const run = new Function('require', 'exports', outputText) as (...options: unknown[]) => void;
  run((name: string) => packages[name], exported);
  return exported;
}

describe('the first blueprint of the README', () => {
  it('is stored, started, watched and shown by the commands under it', async () => {
    await writeFile(path.join(folder, 'greeting.json'), block('json', '"greeting"'));
    const commands = block('sh', 'curl').replaceAll(printedUrl, api.url);
    const printed = await run('bash', ['-euo', 'pipefail', '-c', commands]);
    const lines = printed.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('event: ')).map((line) => line.slice(7))).toEqual([
      'execution.queued',
      'execution.started',
      'node.started',
      'node.completed',
      'node.started',
      'node.completed',
      'execution.completed',
      'complete',
    ]);
    expect(lines.at(-1)).toMatch(/^[^a-z]+$/);
  });

  it('is watched over a WebSocket by a program of at most 12 lines', async () => {
    const program = block('js', 'WebSocket');
    expect(program.trimEnd().split('\n').length).toBeLessThanOrEqual(12);
    await writeFile(
      path.join(folder, 'watch.mjs'),
      program.replaceAll('ws://127.0.0.1:8000', api.url.replace('http', 'ws')),
    );
    const blueprint = JSON.parse(block('json', '"greeting"'));
    const { body } = await api.request('POST', '/api/v1/executions', { json: { blueprint } });
    const printed = await run(process.execPath, ['watch.mjs', body.execution_id]);
    expect(
      printed
        .trimEnd()
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual([
      '1 execution.queued',
      '2 execution.started',
      '3 node.started draft',
      '4 node.completed draft',
      '5 node.started shout',
      '6 node.completed shout',
      '7 execution.completed',
    ]);
  });
});

describe('the first tool of the README', () => {
  it('has at most 20 lines and does what its example says', async () => {
    const text = block('ts', 'defineTool');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
    const exported = load(text, { '@ice/tools': tools, zod }) as { readonly wordCount: ToolDefinition };
    const [example] = exported.wordCount.examples;
    expect(await tools.runTool(exported.wordCount, example?.input ?? {})).toEqual(example?.output);
  });
});

describe('the sample of the builder', () => {
  it('gives a blueprint that compiles', () => {
    const text = block('ts', 'blueprint(', new MarkdownPage('libs/builder/README.md'));
    const { prices } = load(text, { '@ice/builder': builder }) as { readonly prices: JsonValue };
    expect(new Engine().compile(prices).blueprint.name).toBe('prices');
  });
});

describe('the demo of the README', () => {
  it('prints what it says', async () => {
    const read = builder.fromYaml(
      readFileSync(path.join(root, 'examples/seller-assistant/seller-assistant.yaml'), 'utf8'),
    );
    if (!read.ok) throw new Error(read.message);
    const headers = { prefer: 'wait=60' };
    const { body } = await api.request('POST', '/api/v1/executions', { json: { blueprint: read.document }, headers });
    const result = JSON.stringify(body.outputs.summary, null, 2).split('\n');
    const shown = block('text', 'make demo').split('\n');
    const first = shown.indexOf('{');
    expect(shown.slice(first).filter((line) => line.trim() !== '…' && line !== '' && !result.includes(line))).toEqual(
      [],
    );
    expect(shown.length - first).toBeGreaterThan(8);
    expect(shown.find((line) => line.startsWith('Cost: '))).toContain(`$${body.cost_usd} (synthetic)`);
  });
});
