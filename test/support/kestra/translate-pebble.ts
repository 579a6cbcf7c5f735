/** The few expressions of Kestra's template language on which a count, a state or an output hangs, in ours. Every other expression stays
 *  as the text that it is. */
import type { JsonValue } from '@ice/core';

/** Where an expression stands. */
export interface PebblePlace {
  readonly flowId: string;
  readonly taskId: string;
  /** The variables of the loops around it, the outermost first. */
  readonly items: readonly string[];
}

/** The id of the node that stands for a task. */
export function nodeIdOf(taskId: string): string {
  return `t_${taskId.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
}

/** A text with expressions, in our template language. */
export function templateOf(text: string, place: PebblePlace): string {
  const pieces = text.split(/(\{\{.*?\}\})/s);
  return pieces.map((piece, index) => (index % 2 === 0 ? escape(piece) : translated(piece, place))).join('');
}

/** One expression that decides something, as a template of ours; the flow is not claimed when it is not known here. */
export function decisionOf(text: string, place: PebblePlace): string {
  const inner = /^\{\{(.*)\}\}$/s.exec(text.trim())?.[1];
  const ours = inner === undefined ? JSON.stringify(text) : expressionOf(inner.trim(), place);
  if (ours === null) throw new Error(`An expression that is not known here: ${text}`);
  return ours;
}

/** When Kestra cannot render a text because it names `ko`, which is nothing; null when it always can. */
export function failsWhen(text: string): string | null {
  const byAttempt = /^\{\{ ?taskrun\.attemptsCount == (\d+) \? 'ok' : ko ?\}\}$/.exec(text);
  if (byAttempt) return `attempt != ${Number(byAttempt[1]) + 1}`;
  const byInput = /^\{\{ ?\(inputs\.(\w+) \?\? '(\w+)'\) == '(\w+)' \? ko : '0' ?\}\}$/.exec(text);
  return byInput && `default(inputs.${byInput[1]}, "${byInput[2]}") == "${byInput[3]}"`;
}

/** What a list is given as: a JSON text, or values. */
export function listOf(value: JsonValue): readonly JsonValue[] {
  return (typeof value === 'string' ? JSON.parse(value) : value) as readonly JsonValue[];
}

function translated(piece: string, place: PebblePlace): string {
  const ours = expressionOf(piece.slice(2, -2).trim(), place);
  return ours === null ? escape(piece) : `{{ ${ours} }}`;
}

function escape(text: string): string {
  return text.replaceAll('{{', '\\{{');
}

/** Each pattern with what it is here; the first that fits counts. */
const rules: readonly (readonly [RegExp, (place: PebblePlace, ...groups: readonly string[]) => string | null])[] = [
  [/^task\.id$/, ({ taskId }) => JSON.stringify(taskId)],
  [/^flow\.id$/, ({ flowId }) => JSON.stringify(flowId)],
  [/^taskrun\.startDate$/, () => 'execution.started_at'],
  [/^taskrun\.id$/, ({ taskId }) => `execution.id + ${JSON.stringify(`/${taskId}`)}`],
  [/^taskrun\.value$/, ({ items }) => items.at(-1) ?? null],
  [/^parents\[(\d)\]\.taskrun\.value$/, ({ items }, up = '0') => items.at(-2 - Number(up)) ?? null],
  [/^inputs\.(\w+)$/, (_place, name) => `inputs.${name}`],
  [/^inputs\.(\w+) is defined$/, (_place, name) => `string(inputs.${name} != null)`],
  [/^(?:currentEachOutput\()?outputs\['([\w-]+)'\]\)?\.value$/, (_place, task = '') => `nodes.${nodeIdOf(task)}.value`],
  [/^outputs\.(\w+)\.onResume\.(\w+)$/, (_place, task = '', field) => `nodes.${nodeIdOf(task)}.${field}`],
  [
    /^outputs\.(\w+)\.onResume\.(\w+) \?\? '(\w+)'$/,
    (_place, task = '', field, fallback) => `default(nodes.${nodeIdOf(task)}.${field}, "${fallback}")`,
  ],
  [/^(\w+)$/, (_place, name = '') => name],
];

function expressionOf(text: string, place: PebblePlace): string | null {
  for (const [pattern, ours] of rules) {
    const found = pattern.exec(text);
    if (found) return ours(place, ...found.slice(1));
  }
  return null;
}
