/** Tools of attached MCP servers through the API: they stand in the catalog, blueprints call them, and the servers end with the API. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readMcpServers } from '@ice/tools';
import type { JsonObject } from '@ice/core';
import path from 'node:path';
import { startApiProcess } from '../support/api-process.js';
import {
  allGone,
  isAlive,
  mcpFixtures,
  ServerEvents,
  startHttpFixture,
  type HttpFixture,
} from '../support/mcp-fixture.js';
import { startApi, type RunningApi } from '../support/start-api.js';

const canary = 'sk-canary-of-the-operator';
const wait = { prefer: 'wait=30' };

const blueprint = {
  schema_version: '1.0',
  name: 'adding',
  inputs: { a: { type: 'number' } },
  nodes: [
    { id: 'sum', type: 'tool', tool_name: 'local__add', tool_args: { a: '{{ inputs.a }}', b: 2 } },
    { id: 'said', type: 'tool', tool_name: 'docs__echo', tool_args: { text: 'The sum is {{ nodes.sum.sum }}.' } },
  ],
  outputs: { sum: '{{ nodes.sum.sum }}', text: '{{ nodes.said.text }}' },
};

/** One node that calls one tool. */
const calling = (tool_name: string, tool_args: object): object => ({
  schema_version: '1.0',
  name: 'calling',
  nodes: [{ id: 'call', type: 'tool', tool_name, tool_args }],
});

function local(events: ServerEvents): JsonObject {
  const args = [path.join(mcpFixtures, 'stdio-server.mjs')];
  return { command: process.execPath, args, env: { MCP_EVENTS: events.file, TOKEN: canary } };
}

function serversOf(document: JsonObject) {
  const reading = readMcpServers(document);
  if (!reading.ok) throw new Error(reading.because);
  return reading.value;
}

describe('tools of MCP servers', () => {
  const events = new ServerEvents();
  let remote: HttpFixture;
  let api: RunningApi;

  beforeAll(async () => {
    remote = await startHttpFixture('http-server.mjs', { AUTHORIZATION: `Bearer ${canary}` });
    const docs = { url: remote.url, headers: { Authorization: `Bearer ${canary}` } };
    api = await startApi({ config: { mcpServers: serversOf({ docs, local: local(events) }) } });
  });

  afterAll(async () => {
    await api.close();
    await remote.stop();
    await allGone(events.pids());
  });

  const run = async (document: object, inputs: object = {}) =>
    (await api.request('POST', '/api/v1/executions/', { json: { blueprint: document, inputs }, headers: wait })).body;

  it('stand in the catalog with their toolkits', async () => {
    const add = (await api.request('GET', '/api/v1/catalog/tools/local__add')).body;
    const echo = (await api.request('GET', '/api/v1/catalog/tools/docs__echo')).body;
    const toolkit = (await api.request('GET', '/api/v1/catalog/toolkits/mcp_docs')).body;

    expect(add).toMatchObject({ toolkit: 'mcp_local', effect: 'idempotent', hosts: [], defaults: { retry: {} } });
    expect(add.ports.outputs.map(({ name }: { name: string }) => name)).toEqual(['sum']);
    expect(echo).toMatchObject({ toolkit: 'mcp_docs', effect: 'pure', hosts: ['127.0.0.1'] });
    expect(toolkit).toMatchObject({ name: 'mcp_docs', hosts: ['127.0.0.1'] });
    expect(toolkit.tools).toEqual(expect.arrayContaining(['docs__add', 'docs__echo']));
  });

  it('run in a blueprint, which is checked by their schemas', async () => {
    const wrong = await api.request('POST', '/api/v1/blueprints/validate', {
      json: calling('local__add', { a: 'one' }),
    });

    expect(await run(blueprint, { a: 1 })).toMatchObject({
      status: 'completed',
      outputs: { sum: 3, text: 'The sum is 3.' },
    });
    expect(wrong.body.diagnostics.map(({ code }: { code: string }) => code).sort()).toEqual([
      'missing-argument',
      'validation-failed',
    ]);
  });

  it('fail with the words of their servers, and an answer that is larger than a node may put out fails too', async () => {
    const failed = await run(calling('docs__fail', {}));
    const large = await run(calling('local__huge', { bytes: 3_000_000 }));

    expect(failed).toMatchObject({ status: 'failed', failure: { code: 'tool-failed', message: 'The disk is full.' } });
    expect(large).toMatchObject({ status: 'failed', failure: { code: 'output-too-large' } });
  });

  it('leave their progress in the journal', async () => {
    const { execution_id } = await run(calling('docs__progress', { count: 2 }));
    const { data } = (await api.request('GET', `/api/v1/executions/${execution_id}/events`)).body;
    const lines = data.filter(({ type }: { type: string }) => type === 'log');

    expect(lines.map((event: { data: object }) => event.data)).toEqual([
      { level: 'debug', message: 'item 1', fields: { progress: 1, total: 2 } },
      { level: 'debug', message: 'item 2', fields: { progress: 2, total: 2 } },
    ]);
  });

  it('are cancelled at the server with their execution', async () => {
    const { body } = await api.request('POST', '/api/v1/executions/', {
      json: { blueprint: calling('docs__slow', { ms: 60_000 }) },
    });
    await remote.events.seen('slow began');
    await api.request('POST', `/api/v1/executions/${body.execution_id}/cancel`);

    await remote.events.seen('slow cancelled');
    expect((await api.request('GET', body.links.self)).body.status).toBe('cancelled');
  });

  it('show nothing of what the operator wrote', async () => {
    const failed = await run(calling('local__fail', { say: `I was given ${canary}.` }));
    const places = ['tools', 'toolkits', 'limits'].map((name) => `/api/v1/catalog/${name}`);
    const answers = await Promise.all(places.map(async (place) => (await api.request('GET', place)).text));

    expect(failed.failure.message).toBe('I was given ***.');
    expect(answers.filter((text) => text.includes(canary))).toEqual([]);
  });
});

describe('a server process with MCP servers', () => {
  it('ends them when it is told to end, whatever they want', async () => {
    const events = new ServerEvents();
    const server = { ...local(events), env: { MCP_EVENTS: events.file, STUBBORN: '1', CHILD: '1' } };
    await using api = await startApiProcess({ env: { ICE_MCP_SERVERS: JSON.stringify({ local: server }) } });
    const pids = events.pids();

    expect(pids.map(isAlive)).toEqual([true, true]);
    expect((await api.kill('SIGTERM')).code).toBe(0);
    await allGone(pids);
  });

  it('does not start without one that is not optional, and says why without a secret', async () => {
    const gone = { command: 'no-such-command', args: ['--token', canary], env: { TOKEN: canary } };
    const start = startApiProcess({ env: { ICE_MCP_SERVERS: JSON.stringify({ gone }) } });
    const reason = await start.then(() => 'it started', String);

    expect(reason).toContain('The MCP server gone cannot be used: no connection (ENOENT).');
    expect(reason).not.toContain(canary);
  });
});
