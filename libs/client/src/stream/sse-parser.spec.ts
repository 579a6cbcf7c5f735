/** Server-sent events are read alike in whatever pieces the network delivers them. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SseParser } from './sse-parser.js';

const text = [
  'retry: 2000\n\n',
  ': still here\n\n',
  'id: 1\nevent: node.started\ndata: {"a":"é"}\n\n',
  'data:no blank\r\n\r\n',
  'event: lonely\n\n',
  'data: one\ndata: two\n\n',
  'data\n\n',
  'event: cut off\ndata: {}\n',
].join('');

const messages = [
  { event: 'node.started', data: '{"a":"é"}' },
  { event: 'message', data: 'no blank' },
  { event: 'message', data: 'one\ntwo' },
  { event: 'message', data: '' },
];

describe('a parser of server-sent events', () => {
  it('gives complete messages with data, and nothing else', () => {
    expect(new SseParser().push(text)).toEqual(messages);
  });

  it('gives the same however the text is cut', () => {
    const cuts = fc.array(fc.nat(text.length), { maxLength: 20 }).map((places) => [0, ...places, text.length].sort(up));
    fc.assert(
      fc.property(cuts, (places) => {
        const parser = new SseParser();
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(messages);
      }),
    );
  });
});

function up(left: number, right: number): number {
  return left - right;
}
