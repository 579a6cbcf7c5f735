/** Graphs of real workflows, and the faults that others made of them. The folder of cases is not part of this repository: without it
 *  these tests are skipped. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../json/json-value.js';
import { compileBlueprint } from './compile-blueprint.js';
import { blueprintOf, compiled, diagnosticsOf, echo } from './testing/sample-blueprint.js';
import { sampleEnvironment } from './testing/sample-environment.js';

const folder = path.join(import.meta.dirname, '../../../../../shared/cases/generic');
const describeCases = existsSync(folder) ? describe : describe.skip;

interface GenericDag {
  readonly stats: { readonly nodes: number; readonly edges: number };
  readonly nodes: readonly { readonly id: string; readonly deps: readonly string[]; readonly runtime?: number }[];
  readonly expect?: { readonly reject?: string; readonly involves?: readonly string[] };
}

function filesIn(family: string): readonly string[] {
  return existsSync(folder) ? readdirSync(path.join(folder, family)).map((file) => path.join(family, file)) : ['none'];
}

function load(file: string): GenericDag {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as GenericDag;
}

/** Node ids of ours are lower case, plain, and at most 64 letters: of longer ones the end tells them apart. */
function idOf(id: string): string {
  const plain = id.toLowerCase().replace(/[^a-z0-9_]/g, '_');
  return plain.length <= 64 ? plain : `n${plain.slice(-60)}`;
}

function blueprintFrom(dag: GenericDag): JsonObject {
  return blueprintOf(
    dag.nodes.map(({ id, deps, runtime = 0 }) => ({
      id: idOf(id),
      type: 'tool',
      tool_name: 'sleep',
      tool_args: { ms: Math.round(runtime) },
      dependencies: deps.map(idOf),
    })),
  );
}

describeCases('real graphs', () => {
  it.each(filesIn('wfcommons'))('%s compiles with every edge', (file) => {
    const dag = load(file);
    const result = compileBlueprint(blueprintFrom(dag), sampleEnvironment());
    const nodes = result.ok ? result.compiled.root.nodes : [];
    expect([nodes.length, nodes.reduce((sum, { edges }) => sum + edges.length, 0)]).toEqual([
      dag.stats.nodes,
      dag.stats.edges,
    ]);
    expect(nodes.map(({ edges }) => edges.map(({ from }) => nodes[from]?.id).sort())).toEqual(
      dag.nodes.map(({ deps }) => deps.map(idOf).sort()),
    );
  });
});

const faults: Readonly<Record<string, string>> = {
  cycle: 'cycle-detected',
  'self-loop': 'cycle-detected',
  'duplicate-id': 'duplicate-node-id',
  'missing-dep': 'unknown-dependency',
  'duplicate-dep': 'duplicate-dependency',
  empty: 'validation-failed',
};

describeCases('faulty graphs', () => {
  it.each(filesIn('faults'))('%s', (file) => {
    const dag = load(file);
    const { diagnostics } = compileBlueprint(blueprintFrom(dag), sampleEnvironment());
    const code = faults[file.split('.').at(-2) ?? ''];
    expect(diagnostics.map((finding) => finding.code)).toEqual(code === undefined ? [] : [code]);
    const said = diagnostics.map(({ message, node_id }) => `${message} ${node_id ?? ''}`).join('');
    for (const id of dag.expect?.involves ?? []) expect(said).toContain(idOf(id));
  });
});

/** The shape of the dependencies of a large Debian package: 193 nodes, of which two wait for each other, 171 stand behind those two in
 *  many diamonds, and 20 wait for nobody. Whoever is waited for comes later in the document. */
function packages(...cut: readonly string[]): JsonObject {
  const plain = Array.from({ length: 20 }, (_, index) => after(`plain_${index}`));
  const behind = Array.from({ length: 171 }, (_, index) => {
    const nearer = index === 0 ? ['libgcc_s1'] : [`p${index - 1}`, `p${(index - 1) >> 1}`, `p${(index - 1) >> 2}`];
    return after(`p${index}`, ...new Set(['libc6', ...nearer, `plain_${index % 20}`]));
  });
  return blueprintOf(
    [...behind.reverse(), after('libgcc_s1', 'libc6'), after('libc6', 'libgcc_s1'), ...plain].map(without(cut)),
  );
}

const after = (id: string, ...dependencies: readonly string[]): JsonObject => ({ ...echo(id), dependencies });

/** The node without its dependencies, when it is one of the named ones. */
const without = (ids: readonly string[]) => (node: ReturnType<typeof after>) =>
  ids.includes(String(node['id'])) ? { ...node, dependencies: [] } : node;

describe('a large graph with one true cycle of two', () => {
  it('is told of those two only, not of the 171 behind them', () => {
    expect(diagnosticsOf(packages())).toEqual([
      {
        code: 'cycle-detected',
        severity: 'error',
        message: 'Nodes wait for each other: libgcc_s1 → libc6 → libgcc_s1.',
        pointer: '/nodes/171',
        node_id: 'libgcc_s1',
        hint: 'Take one of these edges out; to repeat nodes until a condition holds, put them into a `recursive` node.',
      },
    ]);
  });

  it('is sound without the one edge that makes it', () => {
    const { root } = compiled(packages('libc6'));
    expect([root.nodes.length, root.nodes.filter(({ edges }) => edges.length > 1).length]).toEqual([193, 171]);
  });
});
