/** A reader puts one stream together out of as many connections as it takes. Connections are scripted here; real ones are in test/client. */
import { describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '@ice/core';
import { StreamReader, type OpenConnection, type StreamOptions, type StreamSubject } from './stream-reader.js';
import type { StreamItem } from './stream-item.js';
import { StreamLost } from './stream-lost.js';

type Script = readonly (readonly number[] | Error)[];

const event = (sequence: number, type = 'log'): ExecutionEvent =>
  ({ sequence, type, at: '', execution_id: 'ex', data: { level: 'info', message: '' } }) as ExecutionEvent;

/** Each opening plays the next script: batches of sequences, and at its end perhaps an error. */
class Line {
  readonly subjects: StreamSubject[] = [];

  constructor(private readonly scripts: Script[]) {}

  readonly open: OpenConnection = (subject) => {
    this.subjects.push(subject);
    return play(this.scripts.shift() ?? []);
  };

  get cursors(): readonly number[] {
    return this.subjects.map(({ after }) => after);
  }
}

async function* play(script: Script): AsyncGenerator<readonly StreamItem[], void, undefined> {
  for (const part of script) {
    if (part instanceof Error) throw part;
    yield part.map((sequence) => event(sequence));
  }
}

function readerOver(overSocket: Line | null, overHttp: Line = new Line([])): StreamReader {
  const means = { url: 'http://127.0.0.1', retries: 1, reconnectForMs: 1_000 };
  return new StreamReader({ ...means, overSocket: overSocket?.open ?? null, overHttp: overHttp.open });
}

async function read(reader: StreamReader, options: StreamOptions = {}): Promise<readonly number[]> {
  const sequences: number[] = [];
  for await (const item of reader.read('ex', options)) sequences.push((item as ExecutionEvent).sequence);
  return sequences;
}

const lost = (facts = {}): StreamLost => new StreamLost('lost', { delayMs: 0, ...facts });

describe('a reader of a stream', () => {
  it('goes on behind the last event, and takes none twice', async () => {
    const line = new Line([[[1], [2, 3], lost()], [[2, 3, 4], lost()], [[5]]]);
    expect(await read(readerOver(line))).toEqual([1, 2, 3, 4, 5]);
    expect(line.cursors).toEqual([0, 3, 4]);
  });

  it('takes a gap for a loss', async () => {
    const line = new Line([[[8, 10]], [[9, 10]]]);
    const connections = readerOver(line).read('ex', { after: 7 });
    expect([await connections.next(), await connections.next()]).toMatchObject([
      { value: { sequence: 8 } },
      { value: { sequence: 9 } },
    ]);
    expect(line.cursors).toEqual([7, 8]);
  });

  it('expects gaps where it has a filter, and sends the filter again', async () => {
    const line = new Line([[[1, 4], lost()], [[9]]]);
    expect(await read(readerOver(line), { types: ['log'] })).toEqual([1, 4, 9]);
    expect(line.subjects.map(({ types, after }) => ({ types, after }))).toEqual([
      { types: ['log'], after: 0 },
      { types: ['log'], after: 4 },
    ]);
  });

  it('filters by itself what a connection does not', async () => {
    const line = new Line([[[1, 2]]]);
    expect(await read(readerOver(null, line), { types: ['node.*'] })).toEqual([]);
  });

  it('asks once over HTTP after a socket that was refused, then by socket again', async () => {
    const sockets = new Line([[lost({ isSocketRefused: true })], [[3]]]);
    const http = new Line([[[1, 2], lost()]]);
    expect(await read(readerOver(sockets, http))).toEqual([1, 2, 3]);
    expect([sockets.cursors, http.cursors]).toEqual([[0, 2], [0]]);
  });

  it('stays with sockets for deltas, which nothing else brings', async () => {
    const sockets = new Line([[lost({ isSocketRefused: true })], [[1]]]);
    const http = new Line([]);
    expect(await read(readerOver(sockets, http), { deltas: true })).toEqual([1]);
    expect(http.cursors).toEqual([]);
  });

  it('refuses deltas at once where there are no sockets', () => {
    expect(() => readerOver(null).read('ex', { deltas: true })).toThrow(TypeError);
  });

  it('ends with what no other connection would mend', async () => {
    const line = new Line([[[1], new Error('not-found')]]);
    await expect(read(readerOver(line))).rejects.toThrow('not-found');
    expect(line.cursors).toEqual([0]);
  });

  it('waits for no other try once its caller has given up', async () => {
    const controller = new AbortController();
    const line = new Line([[[1], lost({ delayMs: 900 })]]);
    const items = readerOver(line).read('ex', { signal: controller.signal });
    await items.next();
    const next = items.next();
    controller.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
  });
});
