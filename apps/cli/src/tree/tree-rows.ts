/** What the lines of the live tree say, before anybody thinks of columns and colours. Folds until it fits. Pure. */
import type { NodeRunSnapshot, NodeRunStatus } from '@ice/core';
import { countText, durationText, moneyText } from '../text/amounts.js';
import { plainText } from '../text/plain-text.js';
import type { ExecutionView } from './execution-view.js';
import { runForest, tally, type RunTree } from './run-forest.js';

/** How a line is marked; `retrying` is a node run between two attempts. */
export type RowStatus = NodeRunStatus | 'retrying' | 'folded';

/** One line. All texts are plain. */
export interface TreeRow {
  readonly depth: number;
  readonly status: RowStatus;
  readonly name: string;
  /** `tool csv_loader`. */
  readonly detail: string;
  /** What there is to say at the moment. */
  readonly note: string;
  /** At the right end. */
  readonly figures: string;
}

/** Children of a container that are shown at most, from generous to none: the first that fits is taken. */
const childLimits = [8, 5, 3, 2, 1, 0];

/** The lines, at most `limit` of them. @param now milliseconds since 1970. */
export function treeRows(view: ExecutionView, now: number, limit: number): readonly TreeRow[] {
  const forest = runForest(view.state.nodes.values());
  let rows: readonly TreeRow[] = [];
  for (const children of childLimits) {
    rows = allRows(view, forest, now, children);
    if (rows.length <= limit) return rows;
  }
  return foldOuter(rows, Math.max(1, limit));
}

/** In document order where it is known; node runs that are no node of it (of a `finally` block, say) follow. */
function allRows(view: ExecutionView, forest: readonly RunTree[], now: number, children: number): readonly TreeRow[] {
  const byId = new Map(forest.map((tree) => [tree.run.path, tree]));
  const outline = view.outline.flatMap(({ id, detail }): readonly TreeRow[] => {
    const tree = byId.get(id);
    byId.delete(id);
    return tree ? rowsOf(view, tree, 0, now, children) : [pendingRow(id, detail)];
  });
  return [...outline, ...[...byId.values()].flatMap((tree) => rowsOf(view, tree, 0, now, children))];
}

function rowsOf(view: ExecutionView, tree: RunTree, depth: number, now: number, limit: number): readonly TreeRow[] {
  const row = rowOf(view, tree, depth, now);
  if (tree.children.length === 0 || tree.run.status === 'completed') return [row];
  const shown = tree.children.filter(isWorthShowing).slice(0, limit);
  const rest = tree.children.filter((child) => !shown.includes(child));
  const folded = rest.length === 0 ? [] : [foldedRow(depth + 1, tally(rest))];
  return [row, ...shown.flatMap((child) => rowsOf(view, child, depth + 1, now, limit)), ...folded];
}

/** What is under way, and what went wrong. */
function isWorthShowing({ run: { status } }: RunTree): boolean {
  return status === 'running' || status === 'waiting' || status === 'failed';
}

function rowOf(view: ExecutionView, tree: RunTree, depth: number, now: number): TreeRow {
  const { run, name } = tree;
  const detail = view.details.get(run.node_id) ?? view.kinds.get(run.path) ?? '';
  const isRetrying = run.status === 'running' && view.nextAttempts.has(run.path);
  return {
    depth,
    status: isRetrying ? 'retrying' : run.status,
    name: plainText(name),
    detail: plainText(detail),
    note: plainText(noteOf(view, tree, now)),
    figures: figuresOf(run, now),
  };
}

function noteOf(view: ExecutionView, tree: RunTree, now: number): string {
  const { run } = tree;
  const next = view.nextAttempts.get(run.path);
  if (next) return `attempt ${next.attempt} in ${durationText(Math.max(0, next.beginsAt - now))} (${next.code})`;
  const signal = view.state.signals.get(run.path);
  if (signal) return `waits: ${signal.prompt ?? signal.name ?? signal.kind}`;
  if (run.child_execution_id !== undefined && run.status === 'waiting') return run.child_execution_id;
  if (run.status === 'failed' && run.failure) return `${run.failure.code}: ${run.failure.message}`;
  if (run.reused_from !== undefined) return `reused from ${run.reused_from}`;
  if (run.cached) return 'cached';
  const items = view.itemCounts.get(run.path);
  if (items !== undefined && run.status !== 'completed') return progressText(passesEnded(tree), items);
  const text = view.texts.get(run.path);
  if (text !== undefined) return `“${text}`;
  return items === undefined ? '' : `${items} items`;
}

/** `$0.0031  4.2k  2.1s` */
function figuresOf(run: NodeRunSnapshot, now: number): string {
  const { usage, started_at: began, ended_at: ended } = run;
  const money = usage && usage.cost_usd !== '0' ? [moneyText(usage.cost_usd)] : [];
  const tokens = usage ? usage.input_tokens + usage.output_tokens : 0;
  const time = began === null ? [] : [durationText((ended === null ? now : Date.parse(ended)) - Date.parse(began))];
  return [...money, ...(tokens > 0 ? [countText(tokens)] : []), ...time].join('  ');
}

const barCells = 10;

function progressText(done: number, all: number): string {
  const filled = all === 0 ? barCells : Math.floor((done / all) * barCells);
  return `${done}/${all} ${'▰'.repeat(filled)}${'▱'.repeat(barCells - filled)}`;
}

/** Passes of a loop in which nothing is open any more, and that later ones have followed or that have as many node runs as any. */
function passesEnded({ children }: RunTree): number {
  const passes = new Map<string, { open: number; all: number }>();
  for (const { name, run } of children) {
    const key = /^\[\d+\]/.exec(name)?.[0] ?? '';
    const pass = passes.get(key) ?? { open: 0, all: 0 };
    passes.set(key, { open: pass.open + (run.ended_at === null ? 1 : 0), all: pass.all + 1 });
  }
  const largest = Math.max(0, ...[...passes.values()].map(({ all }) => all));
  return [...passes.values()].filter(({ open, all }) => open === 0 && all === largest).length;
}

function pendingRow(id: string, detail: string): TreeRow {
  return { depth: 0, status: 'pending', name: plainText(id), detail: plainText(detail), note: '', figures: '' };
}

const words: Readonly<Record<NodeRunStatus, string>> = {
  failed: 'failed',
  running: 'running',
  waiting: 'waiting',
  completed: 'completed',
  skipped: 'skipped',
  cancelled: 'cancelled',
  pending: 'pending',
};

function foldedRow(depth: number, counts: ReadonlyMap<NodeRunStatus, number>): TreeRow {
  const parts = Object.entries(words).flatMap(([status, word]) => {
    const count = counts.get(status as NodeRunStatus) ?? 0;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return { depth, status: 'folded', name: parts.join(' · '), detail: '', note: '', figures: '' };
}

/** Too many rows however little is shown below each: those that say most stay, in their order, and one line counts the rest. */
function foldOuter(rows: readonly TreeRow[], limit: number): readonly TreeRow[] {
  const urgency = (row: TreeRow): number => urgencies.indexOf(row.status);
  const ranked = rows.map((row, index) => ({ row, index })).sort((a, b) => urgency(a.row) - urgency(b.row));
  const kept = new Set(ranked.slice(0, limit - 1).map(({ index }) => index));
  const rest = rows.filter((_row, index) => !kept.has(index));
  const name = `${rest.length} more`;
  const folded: TreeRow = { depth: 0, status: 'folded', name, detail: '', note: '', figures: '' };
  return [...rows.filter((_row, index) => kept.has(index)), folded];
}

const urgencies: readonly RowStatus[] = [
  ...(['failed', 'retrying', 'running', 'waiting', 'cancelled', 'pending', 'completed', 'skipped', 'folded'] as const),
];
