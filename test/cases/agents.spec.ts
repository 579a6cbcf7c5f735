/** Agents on tasks by others, over the real SDK and a provider on loopback that calls what the tasks expect: tools are offered as they are,
 *  calls are made in order with the arguments that were given, results go back, and the usage adds up. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { JsonObject, JsonSchema, JsonValue, ToolDefinition } from '@ice/core';
import { liveProviders } from '@ice/models';
import { SystemClock } from '@ice/storage';
import { startModelServer, type ModelServer } from '../support/model-server.js';
import { openAiReply, type Call } from '../support/openai-reply.js';
import { documentOf, Engine } from '../support/start-engine.js';

/** A task of the function calling leaderboard: each argument has a list of accepted values; `""` among them: it may be absent. */
interface CallTask {
  readonly id: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly tools: readonly { readonly name: string; readonly description: string; readonly parameters: JsonSchema }[];
  readonly expected: readonly {
    readonly name: string;
    readonly arguments: Readonly<Record<string, readonly JsonValue[]>>;
  }[];
}

interface RetailTask {
  readonly id: string;
  readonly actions: readonly Call[];
}

const fixtures = new URL('../fixtures/', import.meta.url);
const read = <Value>(file: string): Value => JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')) as Value;
const callTasks = read<readonly CallTask[]>('bfcl/calls.json');
const retailTasks = read<readonly RetailTask[]>('tau2/retail-actions.json');

/** Tasks whose accepted arguments do not fit the schema of their own tool: a value that is not in its enum. */
const unfit: ReadonlySet<string> = new Set(['live_multiple_87-38-4']);

/** A tool that notes its calls and numbers them. */
function noting(name: string, made: Call[], rest: Partial<ToolDefinition> = {}): ToolDefinition {
  return {
    name,
    toolkit: 'test',
    description: name,
    effect: 'idempotent',
    input: { type: 'object' },
    output: {},
    examples: [],
    ...rest,
    create: () => ({
      run: (input) => Promise.resolve({ number: made.push({ name, arguments: input as JsonObject }) }),
    }),
  };
}

const agent = (tools: readonly string[], rest: object = {}): JsonObject => ({
  id: 'helper',
  type: 'agent',
  model: 'openai/gpt-4o',
  instructions: 'Help.',
  input: 'Please.',
  tools,
  max_iterations: 20,
  max_tool_calls: 20,
  max_output_tokens: 100,
  ...rest,
});

describe('agents on tasks by others', () => {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** An engine whose OpenAI answers on loopback. */
  function engineWith(tools: readonly ToolDefinition[]): Engine {
    const set = { apiKey: 'sk-test', baseUrl: `${server.url}/v1` };
    const live = liveProviders({ openai: set, anthropic: set, deepseek: set, clock: new SystemClock() });
    return new Engine({ model: live['openai'] as NonNullable<(typeof live)[string]>, tools });
  }

  /** Plays a document; gives the outputs and what was asked of the provider. */
  async function play(document: JsonObject, tools: readonly ToolDefinition[], reply: ModelServer['reply']) {
    server.reply = reply;
    const before = server.bodies.length;
    const { snapshot, events } = await engineWith(tools).play(document);
    return { snapshot, events, bodies: server.bodies.slice(before) };
  }

  const turnOf = (body: JsonObject): number =>
    (body['messages'] as readonly JsonObject[]).filter(({ role }) => role === 'assistant').length;
  const results = (body: JsonObject | undefined): readonly JsonValue[] =>
    ((body?.['messages'] ?? []) as readonly JsonObject[])
      .filter(({ role }) => role === 'tool')
      .map(({ content }) => content ?? null);

  it('goes through the 114 retail tasks: every expected call, in order, and tokens as the formula says', async () => {
    expect(retailTasks).toHaveLength(114);
    const names = [...new Set(retailTasks.flatMap(({ actions }) => actions.map(({ name }) => name)))];
    let calls = 0;
    for (const { actions } of retailTasks) {
      const made: Call[] = [];
      const document = documentOf([agent(names)]);
      const { snapshot, bodies } = await play(
        document,
        names.map((name) => noting(name, made)),
        (body) => {
          const turn = turnOf(body);
          const asked = actions[turn] ? [actions[turn]] : [];
          return openAiReply(asked, 'Done.', { prompt_tokens: 100 + 10 * turn, completion_tokens: 20 });
        },
      );
      const count = actions.length + 1;
      expect(made).toEqual(actions);
      expect(snapshot.outputs).toEqual({ helper: { text: 'Done.' } });
      expect(bodies).toHaveLength(count);
      expect(results(bodies.at(-1))).toEqual(actions.map((_action, index) => `{"number":${index + 1}}`));
      expect([snapshot.usage.input_tokens, snapshot.usage.output_tokens]).toEqual([
        100 * count + 5 * count * (count - 1),
        20 * count,
      ]);
      calls += made.length;
    }
    expect(calls).toBe(550);
  }, 120_000);

  it.each(callTasks.map((task) => [task.id, task] as const))(
    'offers the tools of %s as they are, and calls what is asked for',
    async (_id, task) => {
      const made: Call[] = [];
      const asked = task.expected.map(({ name, arguments: accepted }): Call => ({ name, arguments: accept(accepted) }));
      const tools = task.tools.map(({ name, description, parameters }) =>
        noting(name, made, { description, input: parameters }),
      );
      const document = documentOf([agent(task.tools.map(({ name }) => name))]);
      const { bodies, events } = await play(document, tools, (body) =>
        openAiReply(turnOf(body) === 0 ? asked : [], 'Done.', { prompt_tokens: 10, completion_tokens: 5 }),
      );
      const offered = (bodies[0]?.['tools'] ?? []) as readonly JsonObject[];
      expect(offered).toEqual(
        task.tools.map(({ name, description, parameters }) => ({
          type: 'function',
          function: { name, description, parameters },
        })),
      );
      if (unfit.has(task.id)) return expect(results(bodies[1])).toEqual([expect.stringMatching(/^Not called:/)]);
      expect(made).toEqual(asked);
      expect(events.filter(({ type }) => type === 'tool.called')).toHaveLength(asked.length);
      expect(results(bodies[1])).toEqual(asked.map((_call, index) => `{"number":${index + 1}}`));
      expect(bodies).toHaveLength(asked.length > 0 ? 2 : 1);
    },
  );

  it('has tasks of both sorts', () => {
    const irrelevant = callTasks.filter(({ expected }) => expected.length === 0).length;
    expect([callTasks.length, irrelevant]).toEqual([134, 40]);
  });
});

/** The first accepted value of each argument, where it may not be absent; nested ones are lists of accepted values too. */
function accept(accepted: Readonly<Record<string, readonly JsonValue[]>>): JsonObject {
  const given = Object.entries(accepted).flatMap(([name, values]): (readonly [string, JsonValue])[] => {
    if (values.includes('')) return [];
    return [[name, plain(values[0] ?? [])]];
  });
  return Object.fromEntries(given);
}

function plain(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const isChoice = Object.values(value).every((inner) => Array.isArray(inner));
  return isChoice ? accept(value as Readonly<Record<string, readonly JsonValue[]>>) : value;
}
