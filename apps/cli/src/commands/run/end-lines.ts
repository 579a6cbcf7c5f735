/** The last lines of an execution: how it ended, what it has cost, what was slowest and dearest. Pure. */
import { formatUsd, parseUsd, type ExecutionSnapshot, type NodeRunSnapshot } from '@ice/core';
import { durationText, moneyText } from '../../text/amounts.js';
import type { Paint } from '../../text/paint.js';

/** What a snapshot does not tell. */
export interface EndFacts {
  readonly retries: number;
  /** True where no model was asked. */
  readonly isSynthetic: boolean;
  readonly paint: Paint;
}

const signs = { completed: ['good', '✔'], failed: ['bad', '✖'], cancelled: ['notice', '⊘'] } as const;

/** See the head of this file. */
export function endLines(snapshot: ExecutionSnapshot, { retries, isSynthetic, paint }: EndFacts): readonly string[] {
  const { status, started_at, created_at, ended_at, nodes } = snapshot;
  const [tone, sign] = signs[status as keyof typeof signs] ?? ['plain', '·'];
  const whole = Date.parse(ended_at ?? created_at) - Date.parse(started_at ?? created_at);
  const figures = [
    ...slowestOf(nodes, whole),
    ...dearestOf(nodes, snapshot.cost_usd),
    ...(retries > 0 ? [`Retries: ${retries}.`] : []),
  ];
  return [
    `${paint(tone, sign)} ${status} in ${durationText(whole)}`,
    costLine(snapshot, isSynthetic),
    ...(figures.length === 0 ? [] : [figures.join(' ')]),
  ];
}

/** `Cost: $0.0002046 (synthetic) for 560 input and 201 output tokens.` The exact amount: it is what the bill says. */
function costLine({ cost_usd, usage, nodes }: ExecutionSnapshot, isSynthetic: boolean): string {
  const models = [...new Set(nodes.flatMap(({ usage: own }) => (own?.model === undefined ? [] : [own.model])))];
  const named = isSynthetic || models.length === 0 ? '' : ` of ${models.join(', ')}`;
  const { input_tokens: input, output_tokens: output } = usage;
  return `Cost: $${cost_usd}${isSynthetic ? ' (synthetic)' : ''} for ${input} input and ${output} output tokens${named}.`;
}

/** Of the node runs that contain no others: a container is as slow as what it contains. */
function slowestOf(nodes: readonly NodeRunSnapshot[], whole: number): readonly string[] {
  const times = leavesOf(nodes).flatMap(({ path, started_at: began, ended_at: ended }) => {
    return began === null || ended === null ? [] : [{ path, ms: Date.parse(ended) - Date.parse(began) }];
  });
  const [slowest] = times.toSorted((left, right) => right.ms - left.ms);
  if (!slowest) return [];
  return [`Slowest: ${slowest.path}, ${slowest.ms} ms${shareOf(slowest.ms, whole)}.`];
}

/** All node runs of a node together. */
function dearestOf(nodes: readonly NodeRunSnapshot[], whole: string): readonly string[] {
  const sums = new Map<string, number>();
  for (const { node_id, usage } of leavesOf(nodes))
    if (usage) sums.set(node_id, (sums.get(node_id) ?? 0) + parseUsd(usage.cost_usd));
  const [dearest] = [...sums].filter(([, nano]) => nano > 0).toSorted((left, right) => right[1] - left[1]);
  if (!dearest || sums.size < 2) return [];
  return [`Dearest: ${dearest[0]}, ${moneyText(formatUsd(dearest[1]))}${shareOf(dearest[1], parseUsd(whole))}.`];
}

function leavesOf(nodes: readonly NodeRunSnapshot[]): readonly NodeRunSnapshot[] {
  const containers = new Set<string>();
  for (const { path } of nodes) {
    for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1))
      containers.add(path.slice(0, end).replace(/\[\d+\]$/, ''));
  }
  return nodes.filter(({ path }) => !containers.has(path));
}

function shareOf(part: number, whole: number): string {
  return whole > 0 ? ` (${Math.min(100, Math.round((100 * part) / whole))} %)` : '';
}
