/** DAGs that nobody here drew, where the corpus lies beside the checkout: how one becomes a blueprint of sleeping tools, and how the
 *  journal of its execution becomes the lines that the corpus's own judge reads. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExecutionEvent, JsonObject } from '@ice/core';

/** One node of a generic DAG: what it waits for, and how long it took where it was recorded, in seconds. */
export interface GenericNode {
  readonly id: string;
  readonly deps: readonly string[];
  readonly runtime: number;
}

/** A DAG of the corpus; `expect` says of a broken one what must become of it. */
export interface GenericDag {
  readonly name: string;
  readonly stats: { readonly criticalPathSeconds: number; readonly totalWorkSeconds: number };
  readonly nodes: readonly GenericNode[];
  readonly expect?: {
    readonly reject?: string;
    readonly involves?: readonly string[];
    readonly accept?: string;
    readonly either?: string;
  };
}

/** A DAG with the file that it was read from. */
export interface DagFile {
  readonly name: string;
  readonly file: string;
  readonly dag: GenericDag;
}

const corpus = fileURLToPath(new URL('../../../shared/cases', import.meta.url));

/** The corpus's judge of one run; see its own header for how it is called. */
export const judge = path.join(corpus, 'tools', 'check-run.mjs');

/** The DAGs of one folder of the corpus; none where the corpus is not there. */
export function readDags(folder: string): readonly DagFile[] {
  const place = path.join(corpus, 'generic', folder);
  if (!existsSync(place)) return [];
  const names = readdirSync(place).filter((name) => name.endsWith('.json'));
  return names.map((name) => {
    const file = path.join(place, name);
    return { name: name.slice(0, -'.json'.length), file, dag: JSON.parse(readFileSync(file, 'utf8')) as GenericDag };
  });
}

/** A name for every id of a DAG (of nodes and of dependencies that lead nowhere) that a blueprint allows. Equal ids keep equal names. */
export function nodeNames(dag: GenericDag): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of dag.nodes.flatMap((node) => [node.id, ...node.deps])) {
    if (names.has(id)) continue;
    const plain = `n_${id.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
    const name = plain.length > 64 || taken.has(plain) ? `${plain.slice(0, 57)}_${names.size.toString(36)}` : plain;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

/** The DAG as a blueprint document: every node sleeps its runtime × `scale`. */
export function blueprintOf(dag: GenericDag, options: { readonly scale: number; readonly width: number }): JsonObject {
  const names = nodeNames(dag);
  const nodes = dag.nodes.map((node) => ({
    id: names.get(node.id) as string,
    type: 'tool',
    tool_name: 'sleep',
    tool_args: { ms: sleepMs(node, options.scale) },
    dependencies: node.deps.map((id) => names.get(id) as string),
  }));
  return {
    schema_version: '1.0',
    name: dag.name,
    max_concurrency: options.width,
    nodes: nodes,
  };
}

/** Between which makespans, in ms, a work-conserving engine of that width stays (Graham), for the sleeps that the blueprint asks for. */
export function makespanBounds(
  dag: GenericDag,
  scale: number,
  width: number,
): { readonly least: number; readonly most: number } {
  const ends = new Map<string, number>();
  const byId = new Map(dag.nodes.map((node) => [node.id, node]));
  const endOf = (node: GenericNode): number => {
    const known = ends.get(node.id);
    if (known !== undefined) return known;
    const begins = node.deps.map((id) => endOf(byId.get(id) as GenericNode));
    const end = Math.max(0, ...begins) + sleepMs(node, scale);
    ends.set(node.id, end);
    return end;
  };
  const longest = Math.max(...dag.nodes.map(endOf));
  const work = dag.nodes.reduce((sum, node) => sum + sleepMs(node, scale), 0);
  return { least: Math.max(longest, work / width), most: longest + (work - longest) / width };
}

/** The scale at which a DAG takes about `ms` on that many slots. */
export function scaleFor(dag: GenericDag, ms: number, width: number): number {
  const { criticalPathSeconds, totalWorkSeconds } = dag.stats;
  return ms / 1_000 / Math.max(criticalPathSeconds, totalWorkSeconds / width);
}

/** What the judge reads: one line of JSON for each event of a node run, under the DAG's own ids. Event types that the judge does not
 *  know stay away, and then it misses their sequence. */
export function judgeLines(dag: GenericDag, events: readonly ExecutionEvent[]): string {
  const ids = new Map([...nodeNames(dag)].map(([id, name]) => [name, id]));
  const lines = events.flatMap((event) => {
    const word = words.get(event.type);
    if (word === undefined || event.path === undefined) return [];
    const node = ids.get(event.path) ?? event.path;
    return [JSON.stringify({ node, event: word, t: Date.parse(event.at), seq: event.sequence })];
  });
  return `${lines.join('\n')}\n`;
}

const words: ReadonlyMap<string, string> = new Map([
  ['node.started', 'started'],
  ['node.completed', 'succeeded'],
  ['node.failed', 'failed'],
  ['node.skipped', 'skipped'],
]);

function sleepMs(node: GenericNode, scale: number): number {
  return Math.round(node.runtime * scale * 1_000);
}
