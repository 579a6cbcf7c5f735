import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineReader } from './line-reader.js';

type Read = string | readonly [string, string];

function read(chunks: readonly (string | Buffer)[], maxBytes = 1_000): readonly Read[] {
  const lines: Read[] = [];
  const sink = { line: (text: string) => lines.push(text), tooLong: (...ends: [string, string]) => lines.push(ends) };
  const reader = new LineReader(sink, maxBytes);
  for (const chunk of chunks) reader.push(Buffer.from(chunk as string));
  return lines;
}

describe('lines', () => {
  it('are given when they end, without empty ones', () => {
    expect(read(['a', 'b\nc\n\n', 'd'])).toEqual(['ab', 'c']);
  });

  it('may have a character that two chunks share', () => {
    const bytes = Buffer.from('ü\n');

    expect(read([bytes.subarray(0, 1), bytes.subarray(1)])).toEqual(['ü']);
  });

  it('that are too long are given by their ends, and those after them whole', () => {
    const long = `begin ${'x'.repeat(500)} end`;
    const ends = [long.slice(0, 64), long.slice(-64)];

    expect(read([`a\n${long}\nb\n`], 100)).toEqual(['a', ends, 'b']);
    expect(read([...`a\n${long}\nb\n`], 100)).toEqual(['a', ends, 'b']);
  });

  it('are the same however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 })), fc.nat({ max: 6 }), (texts, size) => {
        const lines = texts.map((text) => text.replaceAll('\n', '')).filter((text) => text !== '');
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / (size + 1)) }, (_, index) =>
          bytes.subarray(index * (size + 1), (index + 1) * (size + 1)),
        );

        expect(read(chunks)).toEqual(lines);
      }),
    );
  });
});
