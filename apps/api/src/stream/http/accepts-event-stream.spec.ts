import { describe, expect, it } from '@jest/globals';
import { acceptsEventStream } from './accepts-event-stream.js';

describe('a client', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['application/json', false],
    ['text/event-stream', true],
    ['TEXT/Event-Stream ; q=0.5', true],
    ['text/event-stream, application/json', true],
    ['application/json;q=0.9, text/event-stream;q=0.8', false],
    ['application/json;q=0.5, text/event-stream;q=0.8', true],
    ['text/event-stream;q=0', false],
    ['text/event-stream;q=x', false],
    ['text/html, */*;q=0.8', false],
  ])('that accepts %j wants an event stream: %j', (accept, expected) => {
    expect(acceptsEventStream(accept)).toBe(expected);
  });
});
