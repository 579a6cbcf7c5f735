/** Compares how an execution ended with how it was recorded. */
import { isDeepStrictEqual } from 'node:util';
import type { ExecutionEvent, JsonValue } from '@ice/core';
import type { Played } from '../start-engine.js';
import { causeOf, nameOf } from './error-names.js';
import { allMachines, allStates, isDistributed, itemMachine, type Machine } from './definition.js';
import type { RecordedCase } from './recorded-case.js';

/** How an execution ended, in the words of the recording. */
export interface End {
  readonly end: string;
  readonly output?: JsonValue | undefined;
  readonly error?: string | null | undefined;
  readonly cause?: JsonValue | undefined;
}

/** The end of an execution of ours. */
export function endOf({ head, snapshot }: Played): End {
  if (head.status === 'completed') return { end: 'ExecutionSucceeded', output: snapshot.outputs?.['output'] ?? null };
  const { code = '', message = '', path } = snapshot.failure ?? {};
  if (code === 'timeout' && path === undefined) return { end: 'ExecutionTimedOut' };
  return { end: 'ExecutionFailed', error: nameOf(code), cause: causeOf({ code, message }) };
}

/** What differs; empty when nothing does. */
export function differences(recorded: RecordedCase, ours: End): readonly string[] {
  if (recorded.end !== ours.end) return [`end: ${recorded.end}, ours ${ours.end} (${ours.error}: ${ours.cause})`];
  if (recorded.end === 'ExecutionTimedOut') return [];
  if (recorded.end === 'ExecutionSucceeded') {
    return isDeepStrictEqual(recorded.output, ours.output) ? [] : [`output: ours is ${JSON.stringify(ours.output)}`];
  }
  const error = (recorded.error ?? null) === ours.error ? [] : [`error: ${recorded.error}, ours ${ours.error}`];
  const cause = isSameCause(recorded.cause ?? null, ours.cause ?? null) ? [] : [`cause: ours is ${String(ours.cause)}`];
  return [...error, ...cause];
}

/** The states that began, by name. Those of items that are executions of their own are in no history but theirs. */
export function statesEntered(
  machine: Machine,
  stateOf: ReadonlyMap<string, string>,
  events: readonly ExecutionEvent[],
) {
  const hidden = new Set(
    allStates(machine)
      .filter((state) => state.Type === 'Map' && isDistributed(state))
      .flatMap((state) => allNames(itemMachine(state))),
  );
  const started = events.filter((event) => event.type === 'node.started' && event.attempt === 1);
  const names = started.map((event) => stateOf.get(String(event.path).split('.').at(-1) ?? ''));
  return names.filter((name): name is string => name !== undefined && !hidden.has(name));
}

function allNames(machine: Machine): readonly string[] {
  return allMachines(machine).flatMap(({ States }) => Object.keys(States));
}

/** Equal but for what the recording has replaced (`<json-input:1>`) and the numbers of the service's own events. */
function isSameCause(recorded: JsonValue, ours: JsonValue): boolean {
  if (recorded === null || ours === null) return recorded === ours;
  if (typeof recorded !== 'string') return isDeepStrictEqual(recorded, parsed(String(ours)));
  const text = recorded.replace(/ \(entered at the event id #\d+\)/, '');
  const pattern = text
    .split(/<[a-z_-]+:\d+>/)
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^]*');
  return new RegExp(`^${pattern}$`).test(String(ours));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
