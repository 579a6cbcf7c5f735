/** The events of an execution over HTTP: pages, and server-sent events that resume where the reader stopped. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAppConfig } from '@ice/api';
import { EventFeed } from '@ice/core';
import type { InProcessFeed } from '@ice/storage';
import { startApi, type RunningApi } from '../support/start-api.js';
import { toolNode, watchedBlueprint } from '../support/watched-blueprint.js';

const unknownId = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const quick = watchedBlueprint([toolNode('one', 'echo', { value: 1 }), toolNode('two', 'echo', { value: 2 }, 'one')]);
const endless = watchedBlueprint([toolNode('wait', 'sleep', { ms: 600_000 })]);

/** One message of an event stream. */
interface Message {
  readonly id: string | null;
  readonly event: string | null;
  readonly data: string;
}

/** Reads the messages of an event stream as they come. */
async function* messagesOf(response: Response): AsyncGenerator<Message> {
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString('utf8');
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) if (block.includes('data: ')) yield messageOf(block);
  }
}

function messageOf(block: string): Message {
  const field = (name: string): string | null => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null;
  return { id: field('id'), event: field('event'), data: field('data') ?? '' };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const watch = (api: RunningApi, id: string, headers: Record<string, string> = {}, query = ''): Promise<Response> =>
  fetch(`${api.url}/api/v1/executions/${id}/events${query}`, { headers: { accept: 'text/event-stream', ...headers } });

async function start(
  api: RunningApi,
  blueprint: object,
  headers: Record<string, string> = {},
  rest: object = {},
): Promise<string> {
  const { body } = await api.request('POST', '/api/v1/executions/', { json: { blueprint, ...rest }, headers });
  return body.execution_id;
}

const finished = (api: RunningApi, blueprint: object): Promise<string> => start(api, blueprint, { prefer: 'wait=30' });

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { readonly code: string }).code;
}

const messageFor = (event: { readonly sequence: number; readonly type: string }): Message => ({
  id: String(event.sequence),
  event: event.type,
  data: JSON.stringify(event),
});

describe('the events of an execution', () => {
  let api: RunningApi;
  let id: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- events as they are found
  let events: any[];

  beforeAll(async () => {
    api = await startApi();
    id = await finished(api, quick);
    events = (await api.request('GET', `/api/v1/executions/${id}?include=events`)).body.events;
  });
  afterAll(() => api.close());

  it('come as pages that lead from one to the next', async () => {
    const first = await api.request('GET', `/api/v1/executions/${id}/events`);
    expect(first.body).toEqual({ data: events, next_cursor: null, has_more: false });
    expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const pages = [];
    for (let after: string | null = '0'; after !== null;) {
      const { body } = await api.request('GET', `/api/v1/executions/${id}/events/?after=${after}&limit=3`);
      pages.push(body.data);
      expect(body.has_more).toBe(body.next_cursor !== null);
      after = body.next_cursor;
    }
    expect(pages.flat()).toEqual(events);
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
  });

  it.each([
    [`${unknownId}/events`, 404, 'not-found'],
    ['nobody/events', 404, 'not-found'],
    ['{id}/events?after=-1', 400, 'query-invalid'],
    ['{id}/events?after=x', 400, 'query-invalid'],
    ['{id}/events?limit=0', 400, 'query-invalid'],
    ['{id}/events?limit=1001', 400, 'query-invalid'],
    ['{id}/events?before=3', 400, 'query-invalid'],
    ['{id}/events?after=8', 422, 'cursor-ahead'],
  ])('at %s: %d %s, whether as a page or as a stream', async (place, status, code) => {
    for (const accept of ['application/json', 'text/event-stream']) {
      const answer = await api.request('GET', `/api/v1/executions/${place.replace('{id}', id)}`, {
        headers: { accept },
      });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('come as a stream with the sequence as id, and end with complete', async () => {
    const response = await watch(api, id);
    const messages = await all(messagesOf(response));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      vary: 'Accept',
    });
    expect(messages.slice(0, -1)).toEqual(events.map(messageFor));
    const { sequence, status, usage } = (await api.request('GET', `/api/v1/executions/${id}`)).body;
    expect(messages.at(-1)).toEqual({ id: null, event: 'complete', data: JSON.stringify({ sequence, status, usage }) });
  });

  it('go on after every Last-Event-ID, which wins over the query, until there is nothing to come back for', async () => {
    for (const { sequence } of events.slice(0, -1)) {
      const messages = await all(messagesOf(await watch(api, id, { 'last-event-id': String(sequence) }, '?after=1')));
      expect(messages.slice(0, -1)).toEqual(events.slice(sequence).map(messageFor));
    }
    const last = String(events.length);
    expect((await watch(api, id, { 'last-event-id': last })).status).toBe(204);
    expect((await watch(api, id, {}, `?after=${last}`)).status).toBe(204);
    expect((await watch(api, id, { 'last-event-id': '' }, '?after=2')).status).toBe(200);
  });

  it('are not streamed after what is no cursor, nor in pages', async () => {
    const cursor = await watch(api, id, { 'last-event-id': 'seven' });
    const page = await watch(api, id, {}, '?limit=5');
    expect([cursor.status, await codeOf(cursor)]).toEqual([422, 'validation-failed']);
    expect([page.status, await codeOf(page)]).toEqual([400, 'query-invalid']);
  });

  it('show their headers to HEAD', async () => {
    const response = await fetch(`${api.url}/api/v1/executions/${id}/events`, {
      method: 'HEAD',
      headers: { accept: 'text/event-stream' },
    });
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      '',
    ]);
  });

  it('come as they happen, and stop being watched when the reader goes', async () => {
    const feed = api.app.get<InProcessFeed>(EventFeed);
    const others = feed.size;
    const running = await start(api, endless);
    const messages = messagesOf(await watch(api, running));
    for (const type of ['execution.queued', 'execution.started', 'node.started']) {
      expect((await messages.next()).value.event).toBe(type);
    }
    const gone = new AbortController();
    const other = await fetch(`${api.url}/api/v1/executions/${running}/events`, {
      headers: { accept: 'text/event-stream' },
      signal: gone.signal,
    });
    expect([other.status, feed.size - others]).toEqual([200, 2]);
    gone.abort();
    while (feed.size > others + 1) await new Promise((resolve) => setTimeout(resolve, 10));
    await api.request('POST', `/api/v1/executions/${running}/cancel`);
    expect((await all(messages)).map(({ event }) => event)).toEqual([
      'node.cancelled',
      'execution.cancelled',
      'complete',
    ]);
    expect(feed.size).toBe(others);
  });

  it('wait for a slow reader, whom the execution does not wait for', async () => {
    const nodes = Array.from({ length: 60 }, (_, index) =>
      toolNode(`n${index}`, 'echo', { value: '{{ inputs.text }}' }, 'wait'),
    );
    const large = watchedBlueprint([toolNode('wait', 'sleep', { ms: 100 }), ...nodes], {
      inputs: { text: { type: 'string' } },
      outputs: { done: true },
    });
    const running = await start(api, large, {}, { inputs: { text: 'x'.repeat(100_000) } });
    const response = await watch(api, running);
    for (let status = ''; status !== 'completed';) {
      status = (await api.request('GET', '/api/v1/executions?limit=1')).body.data[0].status;
    }
    const ids = (await all(messagesOf(response))).map((message) => message.id);
    expect(ids).toEqual([...Array.from({ length: 125 }, (_, index) => String(index + 1)), null]);
  });
});

describe('event streams', () => {
  it('are limited in number together with sockets', async () => {
    await using api = await startApi({ config: { stream: { ...readAppConfig({}).stream, maxSockets: 1 } } });
    const id = await start(api, endless);
    const first = await watch(api, id);
    const second = await watch(api, id);
    expect([first.status, second.status, await codeOf(second)]).toEqual([200, 429, 'subscription-limit']);
    await first.body?.cancel();
  });

  it('end properly when the server stops, so that the reader comes back', async () => {
    const api = await startApi();
    const id = await start(api, endless);
    const messages = messagesOf(await watch(api, id));
    // A server that is ending begins nothing: it has begun before.
    for (const event of ['execution.queued', 'execution.started', 'node.started'])
      expect((await messages.next()).value).toMatchObject({ event });
    const closed = api.close();
    expect(await all(messages)).toEqual([]);
    await closed;
  });
});
