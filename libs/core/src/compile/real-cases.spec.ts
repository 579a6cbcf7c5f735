/** Graphs of real workflows, and the faults that others made of them. The folder of cases is not part of this repository: without it
 *  these tests are skipped. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../json/json-value.js';
import { compileBlueprint } from './compile-blueprint.js';
import { blueprintOf } from './testing/sample-blueprint.js';
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
