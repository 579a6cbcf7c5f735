/** Recorded scientific workflows (WfCommons) through the whole engine, judged by a program that knows nothing of it; and the same
 *  graphs with one fault each, refused by name. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileBlueprint, defaultCompileLimits, noModelCosts, type Diagnostic } from '@ice/core';
import { createCommonToolkit, ToolRegistry } from '@ice/tools';
import {
  blueprintOf,
  judge,
  judgeLines,
  makespanBounds,
  nodeNames,
  readDags,
  scaleFor,
  type DagFile,
  type GenericDag,
} from '../support/generic-dag.js';
import { Engine, type Played } from '../support/start-engine.js';

const width = 16;
const aboutMs = 400;
const dags = readDags('wfcommons');
const faults = readDags('faults');

const isThere = dags.length > 0 && faults.length > 0;
const ifThere = isThere ? describe : describe.skip;
const unlessThere = isThere ? '' : ' (skipped: the corpus does not lie beside this checkout)';

ifThere(`a recorded workflow${unlessThere}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ice-dags-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('comes in all the shapes that are run here', () => {
    expect(dags.map(({ name, dag }) => [name.split('-')[0], dag.nodes.length])).toEqual([
      ['1000genome', 902],
      ['blast', 43],
      ['chipseq', 210],
      ['epigenomics', 1_695],
      ['helloworld', 10],
      ['montage', 58],
    ]);
  });

  for (const { name, file, dag } of dags) {
    it(`${name} ends as the judge wants it`, async () => {
      const scale = scaleFor(dag, aboutMs, width);
      const played = await new Engine().play(blueprintOf(dag, { scale, width }));
      if (dag.nodes.length < 100) reportMakespan(name, played, makespanBounds(dag, scale, width));
      const lines = path.join(folder, `${name}.jsonl`);
      writeFileSync(lines, judgeLines(dag, played.events));
      expect(verdictOn(file, lines)).toMatchObject({
        ok: true,
        nodes: dag.nodes.length,
        outcome: { succeeded: dag.nodes.length },
        reruns: 0,
        problems: [],
      });
      expect(played.head.status).toBe('completed');
    });
  }
});

ifThere(`a workflow with a fault${unlessThere}`, () => {
  it('comes in all the kinds that are judged here', () => {
    expect(faults.map(({ name }) => name.split('.')[1]).toSorted()).toEqual([
      'cycle',
      'duplicate-dep',
      'duplicate-id',
      'empty',
      'missing-dep',
      'reversed-order',
      'self-loop',
    ]);
  });

  for (const { name, dag } of faults.filter((file) => file.dag.expect?.reject !== undefined)) {
    it(`${name} is refused once, and the finding names exactly those who are guilty`, () => {
      const findings = diagnosticsOf(dag);
      expect(findings.map((finding) => finding.code)).toEqual([codes[dag.expect?.reject ?? '']]);
      expect(namesIn(dag, findings)).toEqual(new Set(guilty(dag).map((id) => nodeNames(dag).get(id))));
    });
  }

  it('an empty one is refused at its list of nodes', () => {
    expect(diagnosticsOf(faultNamed('empty')).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['validation-failed', '/nodes'],
    ]);
  });

  it('a dependency that is listed twice is refused by name, with the fix that takes it out', () => {
    const dag = faultNamed('duplicate-dep');
    const twice = dag.nodes.findIndex((node) => new Set(node.deps).size < node.deps.length);
    const { deps = [] } = dag.nodes[twice] ?? {};
    const second = deps.findIndex((id, index) => deps.indexOf(id) < index);
    const pointer = `/nodes/${twice}/dependencies/${second}`;
    expect(diagnosticsOf(dag)).toMatchObject([
      { code: 'duplicate-dependency', pointer, fix: { patch: [{ op: 'remove', path: pointer }] } },
    ]);
  });

  it('the order of the nodes in the document does not matter', async () => {
    const dag = faultNamed('reversed-order');
    const { head, events } = await new Engine().play(blueprintOf(dag, { scale: 0, width }));
    expect(head.status).toBe('completed');
    expect(events.filter((event) => event.type === 'node.completed')).toHaveLength(dag.nodes.length);
  });
});

const codes: Readonly<Record<string, string>> = {
  cycle: 'cycle-detected',
  'duplicate id': 'duplicate-node-id',
  'unknown dependency': 'unknown-dependency',
};

/** What the judge says of the lines in a file. */
function verdictOn(dagFile: string, lines: string): unknown {
  const args = [judge, dagFile, lines, '--max-concurrency', String(width)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return stdout === '' ? stderr : JSON.parse(stdout);
}

function faultNamed(kind: string): GenericDag {
  return (faults.find(({ name }) => name.endsWith(`.${kind}`)) as DagFile).dag;
}

function diagnosticsOf(dag: GenericDag): readonly Diagnostic[] {
  const tools = new ToolRegistry([
    createCommonToolkit({ filesDirectories: [], http: { mockBinUrl: () => undefined } }),
  ]);
  const result = compileBlueprint(blueprintOf(dag, { scale: 0, width }), {
    findTool: (name) => tools.find(name),
    toolNames: tools.list().map((tool) => tool.name),
    decideModel: () => ({ allowed: false, reason: 'none is needed' }),
    modelNames: [],
    cost: noModelCosts,
    findBlueprint: () => undefined,
    limits: defaultCompileLimits,
  });
  return result.diagnostics;
}

/** Every node that the findings speak of: in their words, or by where they point. */
function namesIn(dag: GenericDag, findings: readonly Diagnostic[]): ReadonlySet<string> {
  const known = new Set(nodeNames(dag).values());
  const words = findings.flatMap((finding) => [finding.node_id ?? '', ...finding.message.split(/[^a-z0-9_]+/)]);
  return new Set(words.filter((word) => known.has(word)));
}

/** Those the corpus names; of a cycle, all that stand on it, which it leaves to the reader. */
function guilty(dag: GenericDag): readonly string[] {
  const involves = dag.expect?.involves ?? [];
  const [start, end] = involves;
  if (dag.expect?.reject !== 'cycle' || start === undefined || end === undefined) return involves;
  return shortestWay(dag, start, end);
}

/** From a node to one that waits for it, over as few others as can be. */
function shortestWay(dag: GenericDag, from: string, to: string): readonly string[] {
  const ways: (readonly string[])[] = [[from]];
  const seen = new Set([from]);
  for (const way of ways) {
    const last = way.at(-1) as string;
    if (last === to) return way;
    for (const next of dag.nodes) {
      if (!next.deps.includes(last) || seen.has(next.id)) continue;
      seen.add(next.id);
      ways.push([...way, next.id]);
    }
  }
  return [];
}

/** Says, and does not judge, how the makespan stands to Graham's bounds: on a busy machine it proves nothing. */
function reportMakespan(name: string, { head }: Played, { least, most }: { least: number; most: number }): void {
  const took = Date.parse(head.ended_at ?? '') - Date.parse(head.started_at ?? '');
  const shares = `${(took / least).toFixed(2)} of the least possible, ${(took / most).toFixed(2)} of Graham's bound`;
  process.stdout.write(`${name}: ${took} ms, ${shares}\n`);
}
