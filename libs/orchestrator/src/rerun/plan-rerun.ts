/** What a rerun uses again of an ended execution, and what runs again. Pure, and linear in node runs and edges. A node run is used again
 *  when it had completed and nothing that it depends on runs again; a container that had not completed is entered again, and what
 *  had completed in it is used again there. */
import {
  canonicalJson,
  expressionsIn,
  inputOfSecret,
  type CompiledBlock,
  type CompiledBlueprint,
  type CompiledNode,
  type ExecutionSnapshot,
  type JsonObject,
  type JsonValue,
  type NodeRunSnapshot,
  type RerunLink,
} from '@ice/core';
import { OldFrames, type OldFrame } from './old-frames.js';

/** What is to run again. */
interface RerunRequest {
  /** Path of the node run from which on; null: from what had not completed. */
  readonly fromNode: string | null;
  /** Inputs that have another value now. */
  readonly changedInputs: ReadonlySet<string>;
  /** Paths whose outputs are told. */
  readonly told: ReadonlySet<string>;
  /** False: everything runs again but what is told. */
  readonly reuses: boolean;
}

/** A node run of the ended execution, with its node. */
export interface OldRun {
  readonly run: NodeRunSnapshot;
  readonly node: CompiledNode;
}

/** The plan of a rerun. */
export interface RerunPlan {
  readonly reused: readonly OldRun[];
  /** Had begun, and begin anew. */
  readonly again: readonly OldRun[];
  /** Do not run, since their outputs are told. */
  readonly told: readonly OldRun[];
}

/** Plans a rerun, with these inputs, of an execution of this blueprint. */
export function planRerun(
  compiled: CompiledBlueprint,
  old: ExecutionSnapshot,
  link: RerunLink,
  inputs: JsonObject,
): RerunPlan {
  const request: RerunRequest = {
    fromNode: link.from_node ?? null,
    changedInputs: new Set([...changedInputs(old.inputs, inputs), ...(link.secret_inputs ?? [])]),
    told: new Set(Object.keys(link.outputs ?? {})),
    reuses: link.reuse === 'upstream',
  };
  return new RerunPlanner(old, request).plan(compiled);
}

function changedInputs(before: JsonObject, after: JsonObject): ReadonlySet<string> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const textOf = (value: JsonValue | undefined): string => (value === undefined ? '' : canonicalJson(value));
  return new Set([...names].filter((name) => textOf(before[name]) !== textOf(after[name])));
}

class RerunPlanner {
  private readonly frames: OldFrames;
  private readonly reused: OldRun[] = [];
  private readonly again: OldRun[] = [];
  private readonly told: OldRun[] = [];

  constructor(
    old: ExecutionSnapshot,
    private readonly request: RerunRequest,
  ) {
    this.frames = new OldFrames(old.nodes);
  }

  /** The `finally` block is entered anew each time. */
  plan({ root, finally: cleanup }: CompiledBlueprint): RerunPlan {
    if (this.request.reuses) this.enter(root, this.frames.frame(''));
    else this.redoAll(root, this.frames.frame(''));
    if (cleanup) for (const node of cleanup.nodes) this.redo(node, '');
    return { reused: this.reused, again: this.again, told: this.told };
  }

  /** Judges the runs of a block, predecessors first; true when anything in it runs again. */
  private enter(block: CompiledBlock, frame: OldFrame): boolean {
    const changed = new Set<number>();
    for (const node of inOrder(block)) {
      const isBehind = node.edges.some(({ from }) => changed.has(from));
      if (isBehind) this.redo(node, frame.prefix);
      if (isBehind || this.changes(node, frame)) changed.add(node.index);
    }
    return changed.size > 0;
  }

  /** Decides about a run whose predecessors are all used again; true when those that wait for it have to run again. */
  private changes(node: CompiledNode, frame: OldFrame): boolean {
    const path = frame.prefix + node.id;
    const run = frame.runs.get(node.id);
    if (run && this.request.told.has(path)) return this.told.push({ run, node }) > 0;
    if (!run || run.status === 'skipped') return !run || this.readsChangedInput(node);
    const isKept = run.status === 'completed' && path !== this.request.fromNode && !this.readsChangedInput(node);
    if (isKept && !this.isInside(path)) this.reused.push({ run, node });
    else if (!isKept && (path === this.request.fromNode || run.status === 'completed')) this.redo(node, frame.prefix);
    else if (!this.canEnter(node, run) || !this.enterAgain(node, path)) this.redo(node, frame.prefix);
    else return true;
    return !isKept || this.isInside(path);
  }

  /** Enters the blocks of a container again; false when nothing in them would run again. Of a repetition, what follows a changed pass
   *  (of a swarm also what follows it in its round) runs again as a whole. */
  private enterAgain(node: CompiledNode, path: string): boolean {
    let isChanged = false;
    const before = this.reused.length;
    for (const [block, frame] of this.blocksIn(node, path)) {
      if (isChanged && buildsOnPasses.has(node.kind)) this.redoAll(block, frame);
      else isChanged = this.enter(block, frame) || isChanged;
    }
    if (!isChanged) this.reused.length = before;
    return isChanged;
  }

  /** What was tried more than once, or went on in its handle block, begins anew. */
  private canEnter(node: CompiledNode, run: NodeRunSnapshot): boolean {
    const frames = this.frames.inside(run.path);
    const isHandled = frames.some(({ runs }) =>
      [...runs.keys()].some((id) => node.blocks['handle']?.indexById.has(id)),
    );
    return run.attempts === 1 && frames.length > 0 && !isHandled;
  }

  /** The blocks that a node had entered, each time that it did. Branches share a prefix, and a node of each tells them apart. */
  private blocksIn(node: CompiledNode, path: string): readonly (readonly [CompiledBlock, OldFrame])[] {
    const blocks = Object.values(node.blocks);
    return this.frames.inside(path).flatMap((frame) => {
      const entered = blocks.filter(({ nodes }) => nodes.some(({ id }) => frame.runs.has(id)));
      return entered.map((block) => [block, frame] as const);
    });
  }

  private isInside(path: string): boolean {
    const { fromNode, told } = this.request;
    return isBelow(fromNode, path) || [...told].some((other) => isBelow(other, path));
  }

  private readsChangedInput(node: CompiledNode): boolean {
    const { changedInputs } = this.request;
    return changedInputs.size > 0 && inputsReadBy(node).some((name) => name === null || changedInputs.has(name));
  }

  private redo(node: CompiledNode, prefix: string): void {
    const run = this.frames.frame(prefix).runs.get(node.id);
    if (!run) return;
    if (this.request.told.has(run.path)) return void this.told.push({ run, node });
    if (run.attempts > 0) this.again.push({ run, node });
    for (const [block, frame] of this.blocksIn(node, run.path)) this.redoAll(block, frame);
  }

  private redoAll(block: CompiledBlock, { prefix }: OldFrame): void {
    for (const node of block.nodes) this.redo(node, prefix);
  }
}

/** Kinds whose passes work on what the passes before them gave. */
const buildsOnPasses: ReadonlySet<string> = new Set(['recursive', 'swarm']);

function isBelow(path: string | null, container: string): boolean {
  return path !== null && path.startsWith(container) && /[.[]/.test(path.charAt(container.length));
}

/** The inputs that a node and all in it read; null for the inputs as a whole. */
function inputsReadBy(node: CompiledNode): readonly (string | null)[] {
  const templates = [...Object.values(node.fields), ...(node.when ? [node.when] : [])];
  const own = templates.flatMap(expressionsIn).flatMap(({ references }) =>
    references.flatMap(({ root, id = '', path: [name] }) => {
      if (root === 'secrets') return inputOfSecret(id) ?? [];
      return root === 'inputs' ? [typeof name === 'string' ? name : null] : [];
    }),
  );
  return [...own, ...Object.values(node.blocks).flatMap((block) => block.nodes.flatMap(inputsReadBy))];
}

/** The nodes of a block, each after its predecessors. */
function inOrder({ nodes }: CompiledBlock): readonly CompiledNode[] {
  const open = nodes.map(({ edges }) => edges.length);
  const order = nodes.filter(({ edges }) => edges.length === 0);
  for (const node of order) {
    for (const index of node.successors) {
      open[index] = (open[index] as number) - 1;
      if (open[index] === 0) order.push(nodes[index] as CompiledNode);
    }
  }
  return order;
}
