/** MCP servers that do not keep to the protocol, or are not well: what a call of their tools comes to. Sound servers cannot be brought to
 *  say such things, so these are written by hand. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { isFailureError, isIceError, type Failure } from '@ice/core';
import { attachMcpServers, readMcpServers, runTool, type AttachedMcpServers } from '@ice/tools';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Message {
  readonly id?: number;
  readonly method: string;
}

/** Answers a message. */
type Answer = (response: ServerResponse, message: Message) => void;

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const json =
  (result: unknown): Answer =>
  (response, { id }) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, result }));
const raw =
  (status: number, type: string, body: string): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': type }).end(body);

const greeting = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'odd', version: '1' },
};
const list = { tools: [{ name: 'odd', inputSchema: { type: 'object' } }] };
const sound: Readonly<Record<string, Answer>> = {
  'server/discover': raw(404, 'text/plain', 'what?'),
  initialize: json(greeting),
  'notifications/initialized': (response) => response.writeHead(202).end(),
  'tools/list': json(list),
};

/** A server that answers these methods in its own way. */
async function startOdd(answers: Readonly<Record<string, Answer>>): Promise<string> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      const message = JSON.parse(text) as Message;
      const answer = answers[message.method] ?? sound[message.method];
      if (answer) answer(response, message);
      else response.writeHead(202).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

async function attach(answers: Readonly<Record<string, Answer>>): Promise<AttachedMcpServers> {
  const reading = readMcpServers({ odd: { url: await startOdd(answers) } });
  if (!reading.ok) throw new Error(reading.because);
  const attached = await attachMcpServers(reading.value, { environment: {}, version: '0', warn: () => undefined });
  cleanups.push(() => attached.close());
  return attached;
}

async function callFailure(
  answer: Answer,
  others: Readonly<Record<string, Answer>> = {},
): Promise<Pick<Failure, 'code' | 'message' | 'retryable'>> {
  const [toolkit] = (await attach({ ...others, 'tools/call': answer })).toolkits;
  const tool = toolkit?.tools[0];
  const thrown: unknown = tool && (await runTool(tool, {}).catch((error: unknown) => error));
  if (!isFailureError(thrown)) throw thrown as Error;
  const { code, message, retryable } = thrown.failure;
  return { code, message, retryable };
}

const unavailable = (reason: string, retryable: boolean) => ({
  code: 'mcp-unavailable',
  message: `The MCP server odd cannot be used: ${reason}.`,
  retryable,
});
const unreadable = {
  code: 'tool-output-invalid',
  message: 'The answer of odd__odd is not what the protocol allows.',
  retryable: false,
};

describe('a call that is answered with', () => {
  it.each<readonly [string, Answer, object]>([
    [
      'a stream that ends before the answer',
      raw(200, 'text/event-stream', ': nothing\n\n'),
      unavailable('it ended its answer before the end', true),
    ],
    ['too many requests', raw(429, 'text/plain', ''), unavailable('it answered HTTP 429', true)],
    ['a server error', raw(503, 'text/html', 'secret?key=1'), unavailable('it answered HTTP 503', true)],
    ['a refusal', raw(403, 'text/html', ''), unavailable('it refused the credentials (HTTP 403)', false)],
    ['a method that is not there', raw(405, 'text/html', ''), unavailable('it answered HTTP 405', false)],
    ['no session, again and again', raw(404, 'text/html', ''), unavailable('it answered HTTP 404', false)],
    ['a page', raw(200, 'text/html', '<p>'), unreadable],
    ['a result that is none', json({ content: 'text' }), unreadable],
    ['half a document', raw(200, 'application/json', '{"jsonrpc":'), unreadable],
    ['a document that is no message', raw(200, 'application/json', '{"hello":1}'), unreadable],
  ])('%s', async (_what, answer, failure) => {
    expect(await callFailure(answer)).toEqual(failure);
  });

  it('a question in return, in the newer form of the protocol', async () => {
    const whole = { resultType: 'complete', ttlMs: 0, cacheScope: 'private' };
    const newer = {
      'server/discover': json({ ...whole, supportedVersions: ['2026-07-28'], capabilities: { tools: {} } }),
      'tools/list': json({ ...whole, ...list }),
    };
    const params = { mode: 'form', message: 'Who?', requestedSchema: { type: 'object', properties: {} } };
    const question = { resultType: 'input_required', inputRequests: { who: { method: 'elicitation/create', params } } };

    expect(await callFailure(json(question), newer)).toEqual({
      code: 'tool-failed',
      message: 'odd__odd asks its caller something before it answers, and there is nobody to ask.',
      retryable: false,
    });
  });
});

describe('a start at which a server', () => {
  const refusalOf = async (answers: Readonly<Record<string, Answer>>): Promise<unknown> => {
    const thrown: unknown = await attach(answers).catch((error: unknown) => error);
    return isIceError(thrown) ? thrown.message : thrown;
  };

  it.each<readonly [string, Readonly<Record<string, Answer>>, string]>([
    ['is none', { initialize: raw(200, 'text/html', '<p>') }, 'its answer is not what the protocol allows'],
    ['is not well', { initialize: raw(502, 'text/plain', '') }, 'it answered HTTP 502'],
    ['has no list', { 'tools/list': json({ tools: 'none' }) }, 'its answer is not what the protocol allows'],
    [
      'refuses to list',
      {
        'tools/list': raw(
          200,
          'application/json',
          '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"not\\u0000 now"}}',
        ),
      },
      'it said: not now',
    ],
  ])('%s is refused', async (_what, answers, reason) => {
    expect(await refusalOf(answers)).toBe(`The MCP server odd cannot be used: ${reason}.`);
  });

  it('offers no tools gives an empty toolkit', async () => {
    const attached = await attach({ initialize: json({ ...greeting, capabilities: {} }) });

    expect(attached.toolkits.map(({ name, tools }) => [name, tools])).toEqual([['mcp_odd', []]]);
  });

  it('gives a list without an end is cut short', async () => {
    let pages = 0;
    const endless: Answer = (response, message) => {
      pages += 1;
      json({ tools: [], nextCursor: String(pages) })(response, message);
    };
    const attached = await attach({ 'tools/list': endless });

    expect(attached.toolkits.map(({ tools }) => tools)).toEqual([[]]);
    expect(pages).toBe(100);
  });

  it('describes a tool in a way that is no schema leaves it out', async () => {
    const deep = `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`;
    const body = `{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"deep","inputSchema":{"type":"object","x":${deep}}},null,{"name":"later","inputSchema":{"type":"object"},"execution":{"taskSupport":"required"}}]}}`;
    const attached = await attach({ 'tools/list': raw(200, 'application/json', body) });

    expect(attached.toolkits.map(({ tools }) => tools)).toEqual([[]]);
  });
});
