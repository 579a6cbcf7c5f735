/** What the README tells people to type works as it stands, and gives what the README says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as builder from '@ice/builder';
import type { JsonValue, ToolDefinition } from '@ice/core';
import * as tools from '@ice/tools';
import { mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import * as zod from 'zod';
import { startApi, type RunningApi } from '../support/start-api.js';
import { Engine } from '../support/start-engine.js';
import { MarkdownPage, root } from './markdown-page.js';
import { playPage } from './play-page.js';

const readme = new MarkdownPage('README.md');
const story = [
  'execution.queued',
  'execution.started',
  'node.started draft',
  'node.completed draft',
  'node.started shout',
  'node.completed shout',
  'execution.completed',
];

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
  it('is checked, run, stored, started, watched and shown by the commands under it', async () => {
    const socket = { 'ws://127.0.0.1:8000': api.url.replace('http', 'ws') };
    const replaced = { 'http://127.0.0.1:8000': api.url, ...socket };
    const env = { ICE_DATA_DIR: path.join(folder, '.ice'), NO_COLOR: '1' };
    const [local, curl, programs] = (await playPage(readme, { folder, env, replaced })).map(({ printed }) => printed);
    expect(local).toContain('node.completed       shout');
    expect(JSON.parse(local!.slice(local!.lastIndexOf('\n{\n')))).toEqual({
      greeting: expect.stringMatching(/^[^a-z]+$/),
    });
    const lines = curl!.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('event: ')).map((line) => line.slice(7))).toEqual([
      ...story.map((told) => told.split(' ')[0]),
      'complete',
    ]);
    expect(lines.at(-1)).toMatch(/^[^a-z]+$/);
    const told = programs!
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd());
    const numbered = story.map((event, index) => `${index + 1} ${event}`);
    expect([told.slice(0, 7), told.slice(-7)]).toEqual([numbered, numbered]);
    expect(told.slice(7, -7).join('')).toMatch(/^\{\s*greeting: '[^a-z]+',?\s*\}$/);
  });

  it('is watched over a WebSocket by a program of at most 12 lines', () => {
    expect(block('js', 'WebSocket').trimEnd().split('\n').length).toBeLessThanOrEqual(12);
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
