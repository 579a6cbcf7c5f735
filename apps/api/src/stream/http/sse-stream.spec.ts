import { describe, expect, it } from '@jest/globals';
import { IceError, noUsage, type ExecutionEvent } from '@ice/core';
import { ManualClock } from '@ice/storage';
import { settled } from '../testing/collecting-sink.js';
import { SseStream } from './sse-stream.js';

const event = (sequence: number, message = 'hi\nthere'): ExecutionEvent => ({
  sequence,
  type: 'log',
  at: '2026-01-01T00:00:00.000Z',
  execution_id: 'ex_1',
  data: { level: 'info', message },
});

function open() {
  const clock = new ManualClock();
  const limits = { batchCharacters: 1_000, commentMs: 15_000 };
  const stream = new SseStream({ clock, limits, place: { url: '/api/v1/executions/ex_1/events', requestId: 'rq_1' } });
  return { clock, stream, read: (): string => String(stream.read() ?? '') };
}

describe('an event stream', () => {
  it('writes events with their sequence as id, and complete without one', async () => {
    const { clock, stream, read } = open();
    stream.events([event(1), event(2)]);
    stream.complete({ sequence: 2, status: 'completed', usage: noUsage });
    expect(read()).toBe(
      [
        'retry: 2000\n\n',
        `id: 1\nevent: log\ndata: ${JSON.stringify(event(1))}\n\n`,
        `id: 2\nevent: log\ndata: ${JSON.stringify(event(2))}\n\n`,
        `event: complete\ndata: ${JSON.stringify({ sequence: 2, status: 'completed', usage: noUsage })}\n\n`,
      ].join(''),
    );
    stream.resume();
    await settled();
    expect([stream.readableEnded, stream.destroyed, clock.pending]).toEqual([true, true, 0]);
  });

  it('says why it ends when it cannot go on', () => {
    const { stream, read } = open();
    read();
    stream.fail(new IceError('store-unavailable', 'The store is closed.', { retryable: true }));
    const [name, data = ''] = read().split('\ndata: ');
    expect(name).toBe('event: problem');
    expect(JSON.parse(data)).toMatchObject({ code: 'store-unavailable', status: 503, request_id: 'rq_1' });
  });

  it('says nothing after its end', () => {
    const { stream, read } = open();
    read();
    stream.finish();
    stream.finish();
    stream.events([event(1)]);
    expect(read()).toBe('');
    stream.destroy();
    stream.events([event(1)]);
    stream.finish();
  });

  it('has room until so much waits, and again when it was taken', async () => {
    const { stream, read } = open();
    await stream.room();
    stream.events([event(1, 'x'.repeat(2_000))]);
    expect(stream.hasRoom).toBe(false);
    let hasRoom = false;
    void stream.room().then(() => (hasRoom = true));
    await settled();
    expect(hasRoom).toBe(false);
    read();
    read();
    await settled();
    expect([hasRoom, stream.hasRoom]).toEqual([true, true]);
  });

  it('shows every 15 seconds that it lives', () => {
    const { clock, read } = open();
    read();
    clock.advance(15_000);
    expect(read()).toBe(': still here\n\n');
    clock.advance(30_000);
    expect(read()).toBe(': still here\n\n: still here\n\n');
  });

  it('gives a reader up that takes nothing between two comments, but not one that only just fell behind', async () => {
    const { clock, stream, read } = open();
    stream.events([event(1, 'x'.repeat(2_000))]);
    clock.advance(15_000);
    read();
    read();
    await settled();
    stream.events([event(2, 'x'.repeat(2_000))]);
    clock.advance(15_000);
    expect(stream.destroyed).toBe(false);
    clock.advance(15_000);
    expect([stream.destroyed, clock.pending]).toEqual([true, 0]);
  });
});
