import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { EventDraft, JsonValue, StreamPayload } from '@ice/core';
import { recordedData } from './recorded-data.js';

const completed = (output: JsonValue, rest: object = {}): EventDraft => ({
  type: 'node.completed',
  path: 'a',
  node_id: 'a',
  attempt: 1,
  data: { output, duration_ms: 5, ...rest },
});
const started = (input: JsonValue): EventDraft => ({
  type: 'node.started',
  path: 'a',
  node_id: 'a',
  attempt: 1,
  data: { kind: 'tool', input },
});

/** A text of so many bytes of JSON. */
const textOf = (bytes: number): string => 'x'.repeat(bytes - 2);
const hashOf = (value: JsonValue): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(value)).digest('hex')}`;

function recorded(draft: EventDraft) {
  const payloads: StreamPayload[] = [];
  return { data: recordedData(draft, payloads), payloads };
}

describe('what is recorded of an event', () => {
  it.each<[string, JsonValue]>([
    ['nothing to speak of', null],
    ['8,192 bytes', textOf(8_192)],
    ['8,192 bytes of two-byte characters', 'é'.repeat(4_095)],
    ['8,192 bytes in many parts', { list: Array.from({ length: 4_091 }, () => 1) }],
  ])('is all of it while its output has %s', (_what, output) => {
    const draft = completed(output);
    expect(recorded(draft)).toEqual({ data: draft.data, payloads: [] });
    expect(recorded(draft).data).toBe(draft.data);
  });

  it.each<[string, JsonValue]>([
    ['8,193 bytes', textOf(8_193)],
    ['8,194 bytes, which are 4,098 characters', 'é'.repeat(4_096)],
    ['8,193 bytes with escapes', `${textOf(8_192)}\n`.slice(1)],
    ['8,193 bytes in many parts', { list: [10, ...Array.from({ length: 4_090 }, () => 1)] }],
  ])('is a reference, with the rest as it was, when its output has %s', (_what, output) => {
    const text = JSON.stringify(output);
    const bytes = Buffer.byteLength(text);
    const failure = { code: 'broken', message: 'It broke.', retryable: false };
    const rest = { recovered: { by: 'fallback', failure }, quality: 'clean' };
    expect(recorded(completed(output, rest))).toEqual({
      data: { output_ref: { hash: hashOf(output), bytes, preview: text.slice(0, 200) }, duration_ms: 5, ...rest },
      payloads: [{ hash: hashOf(output), text }],
    });
  });

  it('is the same reference for the same value, wherever it came from', () => {
    const [left, right] = [recorded(completed([textOf(9_000)])), recorded(completed([textOf(9_000)]))];
    expect(left).toEqual(right);
  });

  it('is a reference to a large input too', () => {
    const input = { prompt: textOf(9_000) };
    const text = JSON.stringify(input);
    const input_ref = { hash: hashOf(input), bytes: text.length, preview: text.slice(0, 200) };
    expect(recorded(started(input))).toEqual({
      data: { kind: 'tool', input_ref },
      payloads: [{ hash: hashOf(input), text }],
    });
  });

  it.each<[EventDraft]>([
    [started({ prompt: 'short' })],
    [{ type: 'node.started', path: 'a', node_id: 'a', data: { kind: 'tool' } }],
    [{ type: 'execution.completed', data: { outputs: { text: textOf(9_000) }, duration_ms: 1 } }],
    [{ type: 'log', path: 'a', node_id: 'a', data: { level: 'info', message: textOf(9_000) } }],
  ])('is the very data of any other', (draft) => {
    const { data, payloads } = recorded(draft);
    expect([data === draft.data, payloads]).toEqual([true, []]);
  });
});
