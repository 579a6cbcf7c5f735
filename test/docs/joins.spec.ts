/** The join table of the blueprint reference is what the engine does: each cell is played. */
import { describe, expect, it } from '@jest/globals';
import type { ExecutionEvent, JsonObject } from '@ice/core';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { documentOf, Engine } from '../support/start-engine.js';
import { MarkdownPage, plainText } from './markdown-page.js';

const rows = new MarkdownPage('docs/reference/blueprint.md').rows('Joins');
const joins = ['all', 'any', 'all_settled', 'none_failed', 'all_completed'];

const done = (id: string, rest: object = {}): JsonObject => ({ id, type: 'tool', tool_name: 'echo', ...rest });
const skipped = (id: string): JsonObject => done(id, { when: 'false' });
const broken = (id: string, rest: object = {}): JsonObject => ({
  id,
  type: 'fail',
  code: 'broken',
  message: id,
  ...rest,
});

/** What stands in the first column → nodes that end so. */
const predecessors: Readonly<Record<string, readonly JsonObject[]>> = {
  'every one completed (or continued, fell back, was handled)': [
    done('plain'),
    broken('continued', { on_error: 'continue' }),
    broken('fell_back', { on_error: { fallback: 1 } }),
    broken('handled', { on_error: { handle: { nodes: [done('mend')] } } }),
  ],
  'some skipped, the others completed': [skipped('not_run'), done('plain')],
  'all skipped': [skipped('not_run'), skipped('not_run_either')],
  'one failed (unhandled), none completed': [broken('failed'), skipped('not_run')],
  'one failed (unhandled), another completed': [broken('failed'), done('plain')],
};

/** How the node `after` fared that waits for the others with this join. */
async function play(join: string, before: readonly JsonObject[], engine = new Engine()) {
  const dependencies = before.map((node) => node['id'] as string);
  const { events, snapshot } = await engine.play(documentOf([...before, done('after', { join, dependencies })]));
  const { status } = snapshot.nodes.find(({ path }) => path === 'after') ?? {};
  return { verdict: status === 'completed' ? 'runs' : status, isLast: isBehind(events, 'after', dependencies) };
}

/** True when the node began, or was skipped, after all of the others had ended. */
function isBehind(events: readonly ExecutionEvent[], id: string, others: readonly string[]): boolean {
  const begin = events.findIndex(({ path }) => path === id);
  const ends = others.map((other) => events.findLastIndex(({ path }) => path === other));
  return ends.every((end) => end < begin);
}

/** A tool that ends when another one begins: whoever waits for both to end never begins. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const options = { description: 'Part of a test.', input: z.object({}), output: z.object({}) };
  const closed = defineTool({ ...options, name: 'closed', run: async () => (await opened, {}) });
  const opener = defineTool({ ...options, name: 'opener', run: () => (open(), {}) });
  return [closed, opener];
}

describe('the join table of docs/reference/blueprint.md', () => {
  it('has a row for every case and a column for every join', () => {
    expect(rows.map((row) => row['predecessors'])).toEqual(Object.keys(predecessors));
    expect(Object.keys(rows[0] ?? {}).map(plainText)).toEqual(['predecessors', ...joins]);
  });

  const cells = rows.flatMap((row) => joins.map((join) => [row['predecessors'] ?? '', join, row[`\`${join}\``] ?? '']));

  it.each(cells)('%s, join %s: %s', async (situation, join, verdict) => {
    const played = await play(join, predecessors[situation] ?? []);
    expect(played.verdict).toBe(verdict.split(' ')[0]);
    if (!verdict.includes('at the first')) expect(played.isLast).toBe(true);
  });

  it.each(rows.filter((row) => row['`any`']?.includes('at the first')).map((row) => row['predecessors'] ?? ''))(
    '%s, join any: waits for the first only',
    async (situation) => {
      const engine = new Engine({ tools: gate() });
      const before = [...(predecessors[situation] ?? []), { id: 'slow', type: 'tool', tool_name: 'closed' }];
      const dependencies = before.map((node) => node['id'] as string);
      const after = { id: 'after', type: 'tool', tool_name: 'opener', join: 'any', dependencies };
      const { snapshot } = await engine.play(documentOf([...before, after]));
      const statuses = snapshot.nodes.filter(({ path }) => path === 'slow' || path === 'after');
      expect(statuses.map(({ status }) => status)).toEqual(['completed', 'completed']);
    },
  );
});
