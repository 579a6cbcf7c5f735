/** Attached MCP servers, against real ones in processes of their own: of either form of the protocol, over either transport. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  isFailureError,
  isIceError,
  type Failure,
  type JsonObject,
  type JsonValue,
  type ToolContext,
  type ToolDefinition,
} from '@ice/core';
import { attachMcpServers, readMcpServers, runTool, type AttachedMcpServers } from '@ice/tools';
import path from 'node:path';
import { allGone, isAlive, mcpFixtures, ServerEvents, startHttpFixture } from '../support/mcp-fixture.js';

const environment = { PATH: process.env['PATH'] ?? '', HOME: '/nowhere' };
const cleanups: (() => Promise<void>)[] = [];

afterEach(() => cleanUp(cleanups));

/** The other way round: whoever came last goes first. */
async function cleanUp(list: (() => Promise<void>)[]): Promise<void> {
  for (const cleanup of list.splice(0).reverse()) await cleanup();
}

type CallArguments = [name: string, input: JsonObject, context?: Partial<ToolContext>];

interface Attached extends AttachedMcpServers {
  readonly warnings: readonly string[];
  readonly names: readonly string[];
  tool(name: string): ToolDefinition;
  run(...call: CallArguments): Promise<JsonValue>;
  failureOf(...call: CallArguments): Promise<Failure>;
}

async function attach(servers: JsonObject): Promise<Attached> {
  const reading = readMcpServers(servers);
  if (!reading.ok) throw new Error(reading.because);
  const warnings: string[] = [];
  const warn = (sentence: string): void => void warnings.push(sentence);
  const attached = await attachMcpServers(reading.value, { environment, version: '0', warn });
  cleanups.push(() => attached.close());
  const tools = attached.toolkits.flatMap((toolkit) => toolkit.tools);
  const tool = (name: string): ToolDefinition => tools.find((each) => each.name === name) as ToolDefinition;
  const run = (...[name, input, context]: CallArguments): Promise<JsonValue> => runTool(tool(name), input, context);
  const failureOf = (...call: CallArguments): Promise<Failure> => failure(run(...call));
  return { ...attached, warnings, names: tools.map(({ name }) => name), tool, run, failureOf };
}

async function failure(promise: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await promise.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );
  if (isFailureError(thrown)) return thrown.failure;
  throw thrown as Error;
}

/** Why the servers cannot be attached. */
async function refusal(servers: JsonObject): Promise<string> {
  const thrown: unknown = await attach(servers).catch((error: unknown) => error);
  return isIceError(thrown) && thrown.code === 'mcp-unavailable' ? thrown.message : `not refused: ${String(thrown)}`;
}

function stdio(
  events: ServerEvents,
  env: Readonly<Record<string, string>> = {},
  file = 'stdio-server.mjs',
): JsonObject {
  const args = [path.join(mcpFixtures, file)];
  return { command: process.execPath, args, env: { MCP_EVENTS: events.file, ...env } };
}

/** A running server with what the operator would write of it. */
interface Subject {
  readonly config: JsonObject;
  readonly events: ServerEvents;
}

async function overHttp(file: string, env: Readonly<Record<string, string>> = {}): Promise<Subject> {
  const { url, events, stop } = await startHttpFixture(file, env);
  cleanups.push(stop);
  return { config: { url }, events };
}

const subjects: Readonly<Record<string, () => Promise<Subject>>> = {
  'HTTP with sessions': () => overHttp('http-server.mjs'),
  'HTTP without sessions': () => overHttp('modern-http-server.mjs'),
  stdio: async () => {
    const events = new ServerEvents();
    return { config: stdio(events), events };
  },
};

describe.each(Object.entries(subjects))('an MCP server over %s', (transport, begin) => {
  const shared: (() => Promise<void>)[] = [];
  let subject: Subject;
  let attached: Attached;

  beforeAll(async () => {
    subject = await begin();
    attached = await attach({ docs: subject.config });
    // What is for all tests of this server is not for the cleanup after one of them.
    shared.push(...cleanups.splice(0));
  });

  afterAll(() => cleanUp(shared));

  it('shows its tools with what it says of them, as data', async () => {
    expect(attached.toolkits.map(({ name, description }) => ({ name, description }))).toEqual([
      { name: 'mcp_docs', description: 'Tools of the attached MCP server docs.' },
    ]);
    expect(attached.tool('docs__echo')).toMatchObject({
      name: 'docs__echo',
      toolkit: 'mcp_docs',
      description: 'Gives the text back. Two lines:\nof it.',
      effect: 'pure',
      input: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
      output: { type: 'object', required: ['text', 'content'] },
    });
    expect(attached.tool('docs__echo').hosts).toEqual(transport === 'stdio' ? undefined : ['127.0.0.1']);
    expect(attached.tool('docs__add')).toMatchObject({
      effect: 'idempotent',
      output: { type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] },
    });
    expect(attached.tool('docs__fail').effect).toBe('at_most_once');
  });

  it('answers with texts, or with the structure that it promises', async () => {
    expect(await attached.run('docs__echo', { text: 'a\u0000b' })).toEqual({
      text: 'a\u0000b',
      content: [{ type: 'text', text: 'a\u0000b' }],
    });
    expect(await attached.run('docs__add', { a: 0.5, b: 2 })).toEqual({ sum: 2.5 });
  });

  it('is told the idempotency key', async () => {
    const { text } = (await attached.run('docs__meta', {}, { idempotencyKey: 'key-1' })) as { text: string };

    expect(JSON.parse(text)).toMatchObject({ 'ice/idempotency_key': 'key-1' });
  });

  it('fails with its own words, and what breaks its schemas fails too', async () => {
    const shown = async (...call: CallArguments): Promise<unknown> => {
      const { code, message, retryable } = await attached.failureOf(...call);
      return [code, message, retryable];
    };

    expect(await shown('docs__fail', {})).toEqual(['tool-failed', 'The disk is full.', false]);
    expect(await shown('docs__fail', { say: '' })).toEqual([
      'tool-failed',
      'docs__fail failed and did not say why.',
      false,
    ]);
    expect(await shown('docs__throw', {})).toEqual([
      'tool-failed',
      'docs__throw failed at its server: Thrown by the tool.',
      false,
    ]);
    expect(await shown('docs__add', { a: '1' })).toEqual([
      'tool-input-invalid',
      'The arguments of docs__add do not fit: /b: is required; /a: expected number, got string.',
      false,
    ]);
    expect(await shown('docs__add_wrong', {})).toEqual([
      'tool-output-invalid',
      'The result of docs__add_wrong does not fit: /sum: expected number, got string.',
      false,
    ]);
    expect(await shown('docs__unsafe_number', {})).toEqual([
      'tool-output-invalid',
      'The result of docs__unsafe_number does not fit: /content/0/_meta/n: is a number beyond ±(2^53 − 1).',
      false,
    ]);
  });

  it('has a failure of bounded length', async () => {
    expect((await attached.failureOf('docs__fail', { say: 'x'.repeat(10_000) })).message).toHaveLength(2_000);
  });

  it('hears of a cancel', async () => {
    const { events } = subject;
    const cancel = new AbortController();
    const reason = new Error('cancelled');
    const call = attached.run('docs__slow', { ms: 60_000 }, { signal: cancel.signal }).catch((error: unknown) => error);
    await events.seen('slow began');
    cancel.abort(reason);

    expect(await call).toBe(reason);
    await events.seen('slow cancelled');
    expect(await attached.run('docs__echo', { text: 'still there' })).toMatchObject({ text: 'still there' });
  });

  it('that is too slow is cancelled', async () => {
    const { config, events } = await begin();
    const hasty = await attach({ docs: { ...config, timeout_s: 1 } });

    expect(await hasty.failureOf('docs__slow', { ms: 60_000 })).toEqual({
      code: 'timeout',
      message: 'docs__slow did not answer within 1000 ms.',
      retryable: true,
      evidence: { timeout_ms: 1_000 },
    });
    await events.seen('slow cancelled');
  });

  it('with too much to say fails alone', async () => {
    const meanwhile = attached.run('docs__slow', { ms: 300 });

    expect(await attached.failureOf('docs__huge', { bytes: 11_000_000 })).toEqual({
      code: 'output-too-large',
      message: 'The answer of docs__huge has more than 10 MiB.',
      retryable: false,
    });
    expect(await meanwhile).toMatchObject({ text: 'done' });
    expect(await attached.run('docs__huge', { bytes: 5_000_000 })).toMatchObject({ content: [{ type: 'text' }] });
  });

  it('fills only so many lines of the log with progress', async () => {
    const lines: unknown[] = [];
    const log: ToolContext['log'] = (...line) => lines.push(line);
    await attached.run('docs__progress', { count: 2 }, { log });

    expect(lines).toEqual([
      ['debug', 'item 1', { progress: 1, total: 2 }],
      ['debug', 'item 2', { progress: 2, total: 2 }],
    ]);
    await attached.run('docs__progress', { count: 60 }, { log });
    expect(lines).toHaveLength(52);
    expect(lines.at(-1)).toEqual(['debug', 'More progress is not logged.', { progress: 50, total: 60 }]);
  });

  it.each([false, true])(
    'that dies in the midst of a call is a failure at once, though it had begun to answer: %s',
    async (late) => {
      const mortal = await attach({ docs: (await begin()).config });
      const { code, retryable, evidence } = await mortal.failureOf('docs__die', { late });

      expect({ code, retryable, evidence }).toEqual({
        code: 'mcp-unavailable',
        retryable: true,
        evidence: { server: 'docs' },
      });
    },
  );

  it('calls nothing any more once it was let go of', async () => {
    const closed = await attach({ docs: subject.config });
    await closed.close();

    expect(await closed.failureOf('docs__echo', { text: '' })).toMatchObject({
      code: 'mcp-unavailable',
      message: 'The MCP server docs cannot be used: this process is ending.',
    });
  });

  it('gives every execution a tool of its own on one connection', async () => {
    const { events } = subject;
    const isGreeting = (line: string): boolean => line === 'session began' || line.startsWith('pid ');
    const greetings = events.all().filter(isGreeting).length;
    const definition = attached.tool('docs__echo');
    const texts = await Promise.all(['a', 'b', 'c'].map((text) => attached.run('docs__echo', { text })));

    expect(definition.create()).not.toBe(definition.create());
    expect(texts.map((output) => (output as { text: string }).text)).toEqual(['a', 'b', 'c']);
    expect(events.all().filter(isGreeting)).toHaveLength(greetings);
  });
});

describe('an MCP server over HTTP', () => {
  it('may name its tools as it likes, in pages; what cannot be used is left out, and the operator is told', async () => {
    const { config } = await overHttp('http-server.mjs');
    const attached = await attach({ docs: config });

    expect(attached.names.slice(-4)).toEqual([
      'docs__w_rd_wide_tool_2',
      'docs__w_rd_wide_tool_3',
      'docs__w_rd_wide_tool',
      `docs__${'l'.repeat(58)}`,
    ]);
    const begin = (tool: string): string => `The tool "${tool}" of the MCP server docs is left out: it`;
    expect(attached.warnings).toEqual([
      `${begin('no-object')} has an input schema that is not of an object.`,
      expect.stringContaining(
        `${begin('bad-pattern')} has an input schema that is not usable at /properties/a/pattern: `,
      ),
      `${begin('no-schema')} is not described as the protocol says (inputSchema).`,
      `${begin('large')} has an input schema that is not usable: more than 65536 bytes.`,
      expect.stringContaining(`${begin('bad-output')} has an output schema that is not usable at /type: `),
      `${begin('echo')} is listed twice.`,
    ]);
  });

  it('has at most 200 tools', async () => {
    const { config } = await overHttp('http-server.mjs', { MANY: '300', PAGES: '40' });
    const attached = await attach({ docs: config });

    expect(attached.names.length + attached.warnings.length).toBe(201);
    expect(attached.warnings.at(-1)).toBe('The MCP server docs has more than 200 tools: the rest is left out.');
  });

  it('that has forgotten the session is greeted anew, and the call goes on', async () => {
    const { config, events } = await overHttp('http-server.mjs', { FORGET: '1' });
    const attached = await attach({ docs: config });
    const texts = ['a', 'b', 'c'];
    for (const text of texts) expect(await attached.run('docs__echo', { text })).toMatchObject({ text });

    expect(events.all().filter((line) => line === 'session began')).toHaveLength(3);
  });

  it('that was started anew is greeted anew', async () => {
    const first = await startHttpFixture();
    const attached = await attach({ docs: { url: first.url } });
    await first.stop();
    const between = await attached.failureOf('docs__echo', { text: '' });
    await using _second = await startHttpFixture('http-server.mjs', { MCP_PORT: String(first.port) });

    expect(between).toEqual({
      code: 'mcp-unavailable',
      message: 'The MCP server docs cannot be used: no connection (ECONNREFUSED).',
      retryable: true,
      evidence: { server: 'docs' },
    });
    expect(await attached.run('docs__echo', { text: 'back' })).toMatchObject({ text: 'back' });
  });

  it('that breaks at a question that it does not know is greeted the old way', async () => {
    const { config } = await overHttp('http-server.mjs', { BREAKS: '1' });
    const attached = await attach({ docs: config });

    expect(await attached.run('docs__echo', { text: 'old' })).toMatchObject({ text: 'old' });
  });

  it('is taken leave of', async () => {
    const { config, events } = await overHttp('http-server.mjs');
    const attached = await attach({ docs: config });
    await attached.close();

    await events.seen('session ended');
  });

  it('is asked for nothing that it would send by itself', async () => {
    const { config, events } = await overHttp('http-server.mjs');
    const attached = await attach({ docs: config });
    await attached.run('docs__echo', { text: '' });

    expect(events.all().filter((line) => line.startsWith('GET'))).toEqual([]);
  });

  it('sees the headers of the operator; who refuses them is not repeated', async () => {
    const { config } = await overHttp('http-server.mjs', { AUTHORIZATION: 'Bearer sk-right' });
    const attached = await attach({ docs: { ...config, headers: { Authorization: 'Bearer sk-right' } } });

    expect(await attached.run('docs__echo', { text: 'in' })).toMatchObject({ text: 'in' });
    expect(await refusal({ docs: { ...config, headers: { Authorization: 'Bearer sk-canary' } } })).toBe(
      'The MCP server docs cannot be used: it refused the credentials (HTTP 401).',
    );
  });

  it('may not send its caller, with the headers, to another one', async () => {
    const other = await overHttp('http-server.mjs');
    const { config } = await overHttp('http-server.mjs', { REDIRECT: `${String(other.config['url'])}?a=1` });

    expect(await refusal({ docs: { ...config, headers: { 'X-Token': 'sk-canary' } } })).toBe(
      'The MCP server docs cannot be used: it answered HTTP 307.',
    );
    expect(other.events.all()).toEqual([]);
  });

  it('that is not there stops the start, unless it is optional', async () => {
    const events = new ServerEvents();
    const past = await startHttpFixture();
    await past.stop();
    const gone = { url: `${past.url}?key=sk-canary` };

    expect(await refusal({ gone, here: stdio(events) })).toBe(
      'The MCP server gone cannot be used: no connection (ECONNREFUSED).',
    );
    await allGone(events.pids());
    const attached = await attach({ gone: { ...gone, optional: true }, here: stdio(events) });
    expect(attached.toolkits.map(({ name }) => name)).toEqual(['mcp_here']);
    expect(attached.warnings).toEqual([
      'The MCP server gone cannot be used: no connection (ECONNREFUSED). It is optional: its tools are absent.',
    ]);
  });
});

describe('an MCP server over stdio', () => {
  it('sees no variable but those that it was given', async () => {
    const attached = await attach({ docs: stdio(new ServerEvents(), { TOKEN: 'a' }) });
    const { text } = (await attached.run('docs__environment', {})) as { text: string };

    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(['HOME', 'MCP_EVENTS', 'PATH', 'TOKEN']);
  });

  it('is started anew by the next call when it has ended, once for all that wait', async () => {
    const events = new ServerEvents();
    const attached = await attach({ docs: stdio(events) });
    await attached.failureOf('docs__die', {});
    await Promise.all(['a', 'b', 'c'].map((text) => attached.run('docs__echo', { text })));

    expect(events.pids()).toHaveLength(2);
  });

  it.each([
    ['that ends with its input', {}, 1],
    ['that has started a process of its own', { CHILD: '1' }, 2],
    ['that ends neither with its input nor when it is asked to', { STUBBORN: '1' }, 1],
  ])('%s leaves nothing behind', async (_what, env, processes) => {
    const events = new ServerEvents();
    const attached = await attach({ docs: stdio(events, env) });
    const pids = events.pids();

    expect(pids.map(isAlive)).toEqual(Array.from({ length: processes }, () => true));
    await attached.close();
    await allGone(pids);
  });

  it('that cannot be started stops the start', async () => {
    expect(await refusal({ docs: { command: 'no-such-command' } })).toBe(
      'The MCP server docs cannot be used: no connection (ENOENT).',
    );
  });

  it('that ends at once stops the start, with its complaint but without what it was given', async () => {
    const sentence = await refusal({ docs: stdio(new ServerEvents(), { BROKEN: '1', TOKEN: 'sk-canary' }) });

    expect(sentence).toBe('The MCP server docs cannot be used: the connection ended; it wrote: a complaint with ***.');
  });

  it.each([
    ['leaves a question without an answer', {}, 1],
    ['ends at a question', { DIES: '1' }, 2],
  ])('that is older and %s that it does not know is greeted the old way', async (_what, env, starts) => {
    const events = new ServerEvents();
    const attached = await attach({ docs: stdio(events, env, 'old-stdio-server.mjs') });

    expect(await attached.run('docs__add', { a: 1, b: 2 })).toEqual({ sum: 3 });
    expect(events.pids()).toHaveLength(starts);
  });
});

it('no server is no toolkit', async () => {
  expect((await attach({})).toolkits).toEqual([]);
});
