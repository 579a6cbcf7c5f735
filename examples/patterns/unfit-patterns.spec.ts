/** The patterns that have no sense where a node runs once: each is refused by name, or does what its line in the README says. */
import { describe, expect, it } from '@jest/globals';
import { compileBlueprint, type JsonObject } from '@ice/core';
import { ManualClock } from '@ice/storage';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { documentOf, Engine, storyOf } from '../../test/support/start-engine.js';

const echo = (id: string, rest: JsonObject = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value: id },
  ...rest,
});
const after = (id: string, ...dependencies: string[]): JsonObject => echo(id, { dependencies });
const each = (rest: JsonObject, body: readonly JsonObject[] = [echo('say')]): JsonObject => ({
  id: 'each',
  type: 'loop',
  items: [1, 2, 3],
  item_var: 'item',
  body: { nodes: body },
  ...rest,
});

/** Number, what is refused, its code, where, and the nodes that the finding must name. */
const refused: readonly (readonly [number, readonly JsonObject[], string, string, readonly string[]])[] = [
  [
    10,
    [after('a', 'c'), after('b', 'a', 'd'), after('c', 'b'), after('d', 'c')],
    'cycle-detected',
    '/nodes/0',
    ['a', 'b', 'c'],
  ],
  [18, [echo('x'), echo('b', { milestone: 'x' })], 'unknown-property', '/nodes/1/milestone', ['b']],
  [
    28,
    [echo('a'), after('b', 'a'), { ...after('c', 'a', 'b'), join: 'blocking' }],
    'validation-failed',
    '/nodes/2/join',
    ['c'],
  ],
  [
    31,
    [echo('a'), echo('b'), { ...after('c', 'a', 'b'), join: { at_least: 1 } }],
    'validation-failed',
    '/nodes/2/join',
    ['c'],
  ],
  [33, [each({}), after('b', 'say')], 'dependency-out-of-scope', '/nodes/1/dependencies/0', ['b', 'say']],
  [36, [each({ tolerate_failures: '{{ inputs.k }}' })], 'validation-failed', '/nodes/0/tolerate_failures', ['each']],
  [
    38,
    [echo('a'), after('join_', 'a', 'again'), after('again', 'join_')],
    'cycle-detected',
    '/nodes/1',
    ['join_', 'again'],
  ],
  [41, [each({ merge_threads: 3 })], 'unknown-property', '/nodes/0/merge_threads', ['each']],
  [42, [echo('a', { threads: 3 })], 'unknown-property', '/nodes/0/threads', ['a']],
];

describe('a pattern without sense', () => {
  it('has its line in the README', () => {
    const page = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
    const [, section = ''] = page.split('## Patterns that have no sense here');
    const numbers = [...section.matchAll(/^\| (\d+) /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual([8, 10, 18, 28, 31, 33, 36, 38, 41, 42]);
    for (const [number, , code] of refused) {
      expect(section.split('\n').find((line) => line.startsWith(`| ${number} `))).toContain(code);
    }
  });

  it.each(refused)('%d is refused once, by name', (_number, nodes, code, pointer, names) => {
    const { diagnostics } = compileBlueprint(documentOf(nodes), new Engine().environment);
    expect(diagnostics.map((finding) => [finding.code, finding.severity, finding.pointer])).toEqual([
      [code, 'error', pointer],
    ]);
    const told: readonly string[] = `${diagnostics[0]?.node_id} ${diagnostics[0]?.message}`.match(/[a-z_]+/g) ?? [];
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
  });
});

it('10: two crossing cycles are one finding that names one of them and counts who else is on one', () => {
  const crossing = [after('a', 'c'), after('b', 'a', 'd'), after('c', 'b'), after('d', 'c')];
  const { diagnostics } = compileBlueprint(documentOf(crossing), new Engine().environment);
  expect(diagnostics).toMatchObject([
    {
      message: 'Nodes wait for each other: a → b → c → a.',
      hint: expect.stringContaining('1 more node is on cycles with these.'),
    },
  ]);
});

describe('what is there instead', () => {
  it('8: a node after two un-joined branches runs once, at the first of them', async () => {
    const clock = new ManualClock();
    const engine = new Engine({ clock });
    const slow = { id: 'slow', type: 'tool', tool_name: 'sleep', tool_args: { ms: 1_000 } };
    const merged = { ...after('merged', 'quick', 'slow'), join: 'any' };
    const id = await engine.start(documentOf([echo('quick'), slow, merged]));
    await engine.until(id, ({ snapshot }) => snapshot.nodes.at(-1)?.output !== undefined);
    await clock.advanceSettled(1_000);
    const { events } = await engine.until(id, ({ head }) => head.ended_at !== null);
    expect(storyOf(events)).toEqual([
      'execution.started',
      'node.started quick',
      'node.started slow',
      'node.completed quick',
      'node.started merged',
      'node.completed merged',
      'node.completed slow',
      'execution.completed',
    ]);
    await engine.supervisor.drain(0);
  });

  it('18: who reads the state of a node run waits until it has settled', async () => {
    const guarded = echo('guarded', { when: '{{ runs.x.status == "completed" }}' });
    const { events } = await new Engine().play(documentOf([echo('x'), guarded]));
    expect(storyOf(events).slice(1, -1)).toEqual([
      'node.started x',
      'node.completed x',
      'node.started guarded',
      'node.completed guarded',
    ]);
  });

  it('33, 38, 41, 42: a loop runs its body for each item and is itself the merge', async () => {
    const { events, snapshot } = await new Engine().play(documentOf([each({ concurrency: 3 }), after('b', 'each')]));
    expect(snapshot.nodes.map((node) => node.path)).toEqual(['each', 'each[0].say', 'each[1].say', 'each[2].say', 'b']);
    expect(storyOf(events).filter((line) => line === 'node.started b')).toHaveLength(1);
  });
});
