import { describe, expect, it } from '@jest/globals';
import { defaultCsvLimits } from './csv-limits.js';
import { delimited, sniffDelimiter } from './sniff-delimiter.js';

describe('the delimiter of a header', () => {
  it.each<[string, string]>([
    ['a,b', ','],
    ['a;b', ';'],
    ['a\tb', '\t'],
    ['a|b', '|'],
    ['a;b,c;d;e', ','],
    ['"a,b";c', ';'],
    ['"a "",;"" b"\tc', '\t'],
    ['"never closed; a', ','],
    ['one', ','],
    ['', ','],
  ])('of %j is %j', (header, delimiter) => {
    expect(sniffDelimiter(header)).toBe(delimiter);
  });
});

describe('a text without a given delimiter', () => {
  async function* piecesOf(pieces: readonly string[], seen: string[] = []): AsyncGenerator<string> {
    for (const piece of pieces) {
      seen.push(piece);
      yield piece;
    }
  }

  it.each<[string, readonly string[], string]>([
    ['is parted as its header is, whatever its rows have', ['a;b\n', '1,2;3,4,5\n'], ';'],
    ['may have a header in pieces', ['\r\n', 'a', '|', 'b', '\r', '\n1,2'], '|'],
    ['may have line ends in the quotes of its header', ['"a\n,', '";b', '\n1,2'], ';'],
    ['may be a header alone', ['a\tb'], '\t'],
    ['may be nothing', [], ','],
  ])('%s', async (_why, pieces, delimiter) => {
    const found = await delimited(piecesOf(pieces), undefined, defaultCsvLimits);
    const read: string[] = [];
    for await (const piece of found.text) read.push(piece);
    expect([found.delimiter, read.join('')]).toEqual([delimiter, pieces.join('')]);
  });

  it('is read no further than its header, and no further than a record may be long', async () => {
    const seen: string[] = [];
    await delimited(piecesOf(['a;b\n', '1;2\n', '3;4\n'], seen), undefined, defaultCsvLimits);
    expect(seen).toEqual(['a;b\n']);
    const long = Array.from({ length: 9 }, () => 'xxxx');
    seen.length = 0;
    await delimited(piecesOf(long, seen), undefined, { ...defaultCsvLimits, maxRecordBytes: 9 });
    expect(seen).toHaveLength(3);
  });
});
