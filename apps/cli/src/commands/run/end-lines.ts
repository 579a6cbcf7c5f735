/** The last lines of an execution: how it ended or stands, what it has cost, what was slowest and dearest. Pure. */
import { formatUsd, parseUsd, type ExecutionSnapshot, type NodeRunSnapshot } from '@ice/core';
import { durationText, moneyText } from '../../text/amounts.js';
import type { Paint } from '../../text/paint.js';
import type { Money } from './money-of.js';

/** What a snapshot does not tell. */
export interface EndFacts {
  readonly retries: number;
  /** What the costs are counted in. */
  readonly money: Money;
  readonly paint: Paint;
}

const signs = { completed: ['good', '✔'], failed: ['bad', '✖'], cancelled: ['notice', '⊘'] } as const;

/** See the head of this file. */
export function endLines(snapshot: ExecutionSnapshot, { retries, money, paint }: EndFacts): readonly string[] {
  const { status, started_at, created_at, ended_at, nodes } = snapshot;
  const [tone, sign] = signs[status as keyof typeof signs] ?? ['plain', '·'];
  const whole = Date.parse(ended_at ?? created_at) - Date.parse(started_at ?? created_at);
  const figures = [
    ...slowestOf(nodes, whole),
    ...dearestOf(nodes, snapshot.cost_usd),
    ...(retries > 0 ? [`Retries: ${retries}.`] : []),
  ];
  return [
    `${paint(tone, sign)} ${status}${timeOf(snapshot, whole)}`,
    costLine(snapshot, money),
    ...(figures.length === 0 ? [] : [figures.join(' ')]),
  ];
}

/** How long it took; since when it runs. One that waits has been running before, and nothing says since when it waits. */
function timeOf({ status, started_at, ended_at }: ExecutionSnapshot, whole: number): string {
  if (ended_at !== null) return ` in ${durationText(whole)}`;
  return status === 'running' && started_at !== null ? ` since ${started_at}` : '';
}

/** `Cost: $0.0002046 (synthetic) for 560 input and 201 output tokens.` The exact amount: it is what the bill says.
 *  Models are named where it is known that they were asked. */
function costLine({ cost_usd, usage, nodes }: ExecutionSnapshot, money: Money): string {
  const models = [...new Set(nodes.flatMap(({ usage: own }) => (own?.model === undefined ? [] : [own.model])))];
  const named = money !== 'live' || models.length === 0 ? '' : ` of ${models.join(', ')}`;
  const { input_tokens: input, output_tokens: output } = usage;
  return `Cost: $${cost_usd}${money === 'synthetic' ? ' (synthetic)' : ''} for ${input} input and ${output} output tokens${named}.`;
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
