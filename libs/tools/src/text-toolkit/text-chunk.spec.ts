import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import fc from 'fast-check';
import { runTool } from '../run-tool.js';
import type { TextChunk } from './chunk-text.js';
import { textChunk } from './text-chunk.js';

interface Cut {
  readonly chunks: readonly TextChunk[];
  readonly count: number;
}

const cut = async (args: JsonObject): Promise<Cut> => (await runTool(textChunk, args)) as unknown as Cut;

const textsOf = async (text: string, max_characters: number, rest: JsonObject = {}): Promise<readonly string[]> =>
  (await cut({ text, max_characters, ...rest })).chunks.map((chunk) => chunk.text);

describe('text_chunk', () => {
  it.each<[string, string, number, JsonObject, readonly string[]]>([
    ['gives nothing of nothing', '', 10, {}, []],
    ['leaves a short text whole', 'a b\n\nc', 6, {}, ['a b\n\nc']],
    [
      'cuts between paragraphs first',
      'One. Two.\n\nThree. Four.\n\nFive.',
      26,
      {},
      ['One. Two.\n\nThree. Four.\n\n', 'Five.'],
    ],
    [
      'cuts between paragraphs of any line end',
      'One two.\r\n \r\nThree four.',
      16,
      {},
      ['One two.\r\n \r\n', 'Three four.'],
    ],
    ['then between sentences', 'One is. Two is. Three is here.', 18, {}, ['One is. Two is. ', 'Three is here.']],
    ['then between words', 'one two three four', 10, {}, ['one two ', 'three four']],
    ['between words only, where asked', 'One is. Two is here', 14, { unit: 'word' }, ['One is. Two ', 'is here']],
    ['between Chinese words', '東京都に行きました', 6, {}, ['東京都に行き', 'ました']],
    ['inside of a word where there is no other place', 'abcdefgh', 3, {}, ['abc', 'def', 'gh']],
    ['at a fixed length, where asked', 'one two three', 5, { unit: 'character' }, ['one t', 'wo th', 'ree']],
    ['never inside a pair of surrogates', '😀😀😀', 2, { unit: 'character' }, ['😀😀', '😀']],
    ['never inside a flag', '🇩🇪🇫🇷🇮🇹', 3, { unit: 'character' }, ['🇩🇪', '🇫🇷', '🇮🇹']],
    ['never between a letter and its mark', 'ae\u0301i', 2, { unit: 'character' }, ['a', 'e\u0301', 'i']],
    ['never inside a character that is larger than a chunk', 'a👨‍👩‍👧b', 2, {}, ['a', '👨‍👩‍👧', 'b']],
    ['never between CR and LF', 'ab\r\ncd', 3, { unit: 'character' }, ['ab', '\r\nc', 'd']],
    [
      'begins with the end of the one before',
      'one two three four five',
      12,
      { overlap: 6 },
      ['one two ', 'two three ', 'three four ', 'four five'],
    ],
    ['overlaps by a fixed length', 'abcdefgh', 4, { overlap: 2, unit: 'character' }, ['abcd', 'cdef', 'efgh']],
  ])('%s', async (_why, text, size, rest, texts) => {
    expect(await textsOf(text, size, rest)).toEqual(texts);
  });

  it('says where a chunk stands, in code points', async () => {
    expect(await cut({ text: '😀 b 😀 d', max_characters: 4 })).toEqual({
      chunks: [
        { index: 0, text: '😀 b ', start: 0, end: 4 },
        { index: 1, text: '😀 d', start: 4, end: 7 },
      ],
      count: 2,
    });
  });

  it('loses nothing, exceeds nothing and cuts no character, whatever the text', async () => {
    const piece = fc.oneof(
      fc.constantFrom(' ', '\n\n', '\r\n', '. ', '🇩🇪', 'e\u0301', '👩‍🚀', '東京', '\u0301', '\ud800'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    const query = fc.record({
      text: fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
      max_characters: fc.integer({ min: 1, max: 20 }),
      share: fc.double({ min: 0, max: 0.5, noNaN: true }),
      unit: fc.constantFrom('paragraph', 'sentence', 'word', 'character'),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({ text, max_characters, share, unit }) => {
        const overlap = Math.floor(max_characters * share);
        const { chunks } = await cut({ text, max_characters, overlap, unit });
        expect(faultsOf(text, chunks, max_characters, overlap)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('makes as few chunks of a fixed length as there can be', async () => {
    const sizes = fc.record({ length: fc.nat(500), size: fc.integer({ min: 1, max: 50 }) });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ length, size }) => {
        const { count } = await cut({ text: 'x'.repeat(length), max_characters: size, unit: 'character' });
        expect(count).toBe(Math.ceil(length / size));
      }),
    );
  });

  it.each<[string, string, number]>([
    ['prose of 4 MiB', 'Some words make a sentence. '.repeat(149_796), 2_000],
    ['4 Mi letters', 'x'.repeat(4 * 1_024 * 1_024), 1_000],
    ['a megabyte of marks on one letter', `a${'\u0301'.repeat(1_000_000)}`, 1_000],
    ['a megabyte of empty lines', '\n'.repeat(1_000_000), 100],
    ['a megabyte of flags', '🇩🇪'.repeat(250_000), 1_000],
    ['one chunk of 4 Mi letters', `${'x'.repeat(4 * 1_024 * 1_024 - 2)} y`, 4 * 1_024 * 1_024 - 1],
  ])('reads %s without ado', async (_what, text, max_characters) => {
    const { chunks } = await cut({ text, max_characters });
    expect(chunks.map((chunk) => chunk.text).join('')).toBe(text);
  });

  it.each<[string, JsonObject, string]>([
    ['a size of 0', { text: 'a', max_characters: 0 }, 'tool-input-invalid'],
    ['no size', { text: 'a' }, 'tool-input-invalid'],
    ['more than half of a chunk twice', { text: 'a', max_characters: 5, overlap: 3 }, 'text-overlap-too-large'],
    ['more than 10,000 chunks', { text: 'x'.repeat(10_001), max_characters: 1 }, 'text-too-many-chunks'],
    ['a longer text', { text: 'x'.repeat(4 * 1_024 * 1_024 + 1), max_characters: 1_000 }, 'tool-input-invalid'],
    ['another unit', { text: 'a', max_characters: 5, unit: 'page' }, 'tool-input-invalid'],
  ])('refuses %s', async (_what, args, code) => {
    await expect(cut(args)).rejects.toMatchObject({ failure: { code, retryable: false } });
  });

  it('makes 10,000 chunks', async () => {
    expect((await cut({ text: 'x'.repeat(10_000), max_characters: 1 })).count).toBe(10_000);
  });

  it('stops when the attempt is cancelled', async () => {
    const args = { text: 'x'.repeat(1_000_000), max_characters: 1_000 };
    await expect(runTool(textChunk, args, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

/** What is wrong with chunks of a text, in words. */
function faultsOf(text: string, chunks: readonly TextChunk[], size: number, overlap: number): readonly string[] {
  const points = [...text];
  const segments = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
  const borders = new Set(segments.map(({ index }) => [...text.slice(0, index)].length).concat(points.length));
  let covered = 0;
  const faults = chunks.flatMap((chunk, index) => {
    const isWhole = points.slice(chunk.start, chunk.end).join('') === chunk.text;
    const isOne = [...borders].filter((border) => border > chunk.start && border < chunk.end).length === 0;
    const fits = chunk.end - chunk.start <= size || isOne;
    const follows =
      chunk.index === index && chunk.start <= covered && covered - chunk.start <= overlap && chunk.end > covered;
    covered = chunk.end;
    const isAtBorders = borders.has(chunk.start) && borders.has(chunk.end);
    const said = [isWhole || 'positions', fits || 'size', follows || 'order', isAtBorders || 'character'];
    return said.filter((one) => one !== true).map((what) => `${what} of ${JSON.stringify(chunk)}`);
  });
  return covered === points.length ? faults : [...faults, 'end'];
}
