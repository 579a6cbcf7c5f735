/** The schemas of events say what the types say, no more and no less, and what is recorded fits them. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { Failure } from '../error/failure.js';
import type { AgentAnswer } from '../execution/agent-answer.js';
import type { CacheOrigin } from '../execution/cache-origin.js';
import { executionPartSchemas, executionSchemas } from '../execution/execution-schemas.js';
import type { OpenSignal } from '../execution/open-signal.js';
import type { ParentLink } from '../execution/parent-link.js';
import type { PayloadRef } from '../execution/payload-ref.js';
import type { RerunLink } from '../execution/rerun-link.js';
import type { ExecutionHead, ExecutionSnapshot, NodeRunSnapshot } from '../execution/snapshot.js';
import type { Usage } from '../execution/usage.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { compileSchema } from '../schema/value-checker.js';
import type { ValueChecker } from '../schema/value-problem.js';
import { eventDataSchemas } from './event-data-schemas.js';
import {
  eventSchemaName,
  executionEventJsonSchema,
  executionJsonSchemas,
  type EventSchemaForm,
} from './execution-event-schema.js';
import type { EventData, EventType, ExecutionEvent } from './execution-event.js';

/** Read-only throughout; JSON stays as it is. */
type Plain<T> = JsonValue extends T
  ? T
  : string extends keyof T
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Plain<T[Key]> }
        : T;
type Same<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
type Fits<Schema, Type> = Schema extends z.ZodType ? Same<Plain<z.infer<Schema>>, Plain<Type>> : false;

type Data = ReturnType<typeof eventDataSchemas>;
type Parts = ReturnType<typeof executionPartSchemas>;
type Executions = ReturnType<typeof executionSchemas>;

/** Does not compile where one of them is false. */
const dataFits: { readonly [Type in EventType]: Fits<Data[Type], EventData[Type]> } = Object.fromEntries(
  Object.keys(eventDataSchemas()).map((type) => [type, true]),
) as { readonly [Type in EventType]: true };
const partsFit: {
  readonly failure: Fits<Parts['failure'], Failure>;
  readonly usage: Fits<Parts['usage'], Usage>;
  readonly signal: Fits<Parts['signal'], OpenSignal>;
  readonly parent: Fits<Parts['parent'], ParentLink>;
  readonly rerun: Fits<Parts['rerun'], RerunLink>;
  readonly rerunOrigin: Fits<Parts['rerunOrigin'], Omit<RerunLink, 'outputs'>>;
  readonly payload: Fits<Parts['payload'], PayloadRef>;
  readonly cached: Fits<Parts['cached'], CacheOrigin>;
  readonly answer: Fits<Parts['answer'], AgentAnswer>;
} = {
  failure: true,
  usage: true,
  signal: true,
  parent: true,
  rerun: true,
  rerunOrigin: true,
  payload: true,
  cached: true,
  answer: true,
};
const executionsFit: {
  readonly head: Fits<Executions['head'], ExecutionHead>;
  readonly nodeRun: Fits<Executions['nodeRun'], NodeRunSnapshot>;
  readonly snapshot: Fits<Executions['snapshot'], ExecutionSnapshot>;
} = { head: true, nodeRun: true, snapshot: true };

/** Referred to, since it has more subschemas than one that a stranger may bring. */
function eventChecker(form: EventSchemaForm): ValueChecker {
  const knownSchemas = { 'urn:event': executionEventJsonSchema(form) };
  return compileSchema({ $ref: 'urn:event' }, { knownSchemas });
}

const fixtures = path.resolve(__dirname, '../../../../test/fixtures/journals');
const closed = eventChecker('closed');
const problemsOf = (event: unknown): readonly string[] =>
  closed(event as JsonValue).map(({ pointer, message }) => `${pointer}: ${message}`);

/** Every event of every journal that was ever recorded for a version. */
const recorded = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, eventsIn(JSON.parse(readFileSync(path.join(fixtures, name), 'utf8')))] as const);

describe('the schemas of events', () => {
  it('are there for every type, each under a name of its own', () => {
    const names = Object.keys(dataFits).map((type) => eventSchemaName(type as EventType));
    const { $defs } = executionEventJsonSchema() as { $defs: JsonObject };

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !Object.hasOwn($defs, name))).toEqual([]);
    expect([Object.keys(partsFit), Object.keys(executionsFit)]).toEqual([
      Object.keys(executionPartSchemas()),
      Object.keys(executionSchemas()),
    ]);
  });

  it('define everything that they refer to', () => {
    const schemas = executionJsonSchemas();
    const targets = [...JSON.stringify(schemas).matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, name = '']) => name);

    expect(targets.filter((name) => !Object.hasOwn(schemas, name))).toEqual([]);
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['ExecutionEvent', 'ExecutionHead', 'ExecutionSnapshot']),
    );
  });

  it('let every recorded journal through, closed as they are', () => {
    const wrong = recorded.flatMap(([name, events]) =>
      events.flatMap((event) => problemsOf(event).map((problem) => `${name} ${event.type}: ${problem}`)),
    );

    const unrecorded = new Set(Object.keys(dataFits));
    for (const { type } of recorded.flatMap(([, events]) => events)) unrecorded.delete(type);

    expect(wrong).toEqual([]);
    expect([...unrecorded].sort()).toEqual([]);
  });

  it.each([
    ['a sequence of 0', 'node.started', (event) => ({ ...event, sequence: 0 })],
    ['no time', 'node.started', ({ at: _at, ...event }) => event],
    ['a time that is none', 'node.started', (event) => ({ ...event, at: 'yesterday' })],
    ['an unknown type', 'node.started', (event) => ({ ...event, type: 'node.begun' })],
    ['another type than that of its data', 'node.started', (event) => ({ ...event, type: 'node.cancelled' })],
    ['an unknown member', 'node.started', (event) => ({ ...event, node: 'copy' })],
    ['an unknown member of its data', 'node.completed', (event) => withData(event, { result: 1 })],
    ['a length of time as text', 'node.completed', (event) => withData(event, { duration_ms: '4' })],
    ['money as a number', 'node.completed', (event) => withData(event, { usage: { ...usage, cost_usd: 0.1 } })],
    ['an unknown reason to skip', 'node.skipped', (event) => withData(event, { reason: 'bored' })],
    ['an end without outputs', 'execution.completed', (event) => ({ ...event, data: { duration_ms: 1 } })],
    ['a failure without a code', 'node.failed', (event) => withData(event, { failure: { message: 'No.' } })],
    ['an attempt of a half', 'node.started', (event) => ({ ...event, attempt: 1.5 })],
  ] as const satisfies readonly (readonly [string, EventType, (event: ExecutionEvent) => object])[])(
    'refuse an event with %s',
    (_what, type, mutate) => {
      const sound = recorded.flatMap(([, events]) => events).find((event) => event.type === type) as ExecutionEvent;

      expect([problemsOf(sound), problemsOf(mutate(sound)).length > 0]).toEqual([[], true]);
    },
  );

  it('leave room for members of later versions in the published form', () => {
    const published = eventChecker('open');
    const [sound] = recorded.flatMap(([, events]) => events);

    expect(published({ ...sound, later: true } as unknown as JsonValue)).toEqual([]);
  });
});

const usage = { input_tokens: 1, output_tokens: 1, cost_usd: '0.1' };

function withData(event: ExecutionEvent, data: object): object {
  return { ...event, data: { ...event.data, ...data } };
}

/** Whatever looks like an event, wherever in a fixture it stands. */
function eventsIn(value: unknown): readonly ExecutionEvent[] {
  if (Array.isArray(value)) return value.flatMap(eventsIn);
  if (value === null || typeof value !== 'object') return [];
  if ('sequence' in value && 'type' in value && 'at' in value) return [value as ExecutionEvent];
  return Object.values(value).flatMap(eventsIn);
}
