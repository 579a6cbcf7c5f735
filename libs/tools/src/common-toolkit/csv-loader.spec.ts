import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FailureError, type JsonObject } from '@ice/core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { defaultCsvLimits, type CsvLimits } from '../csv/csv-limits.js';
import { runTool } from '../run-tool.js';
import { csvLoader } from './csv-loader.js';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'csv-loader-'));
  await writeFile(path.join(root, 'ok.csv'), 'a,b\n1,2\n');
});

afterAll(() => rm(root, { recursive: true }));

/** Runs the tool on the folder of this test. */
function load(args: JsonObject, limits: Partial<CsvLimits> = {}, signal?: AbortSignal): Promise<unknown> {
  const tool = csvLoader({ directories: ['.'], workingDirectory: root }, { ...defaultCsvLimits, ...limits });
  return runTool(tool, args, signal && { signal });
}

async function failureOf(running: Promise<unknown>): Promise<unknown> {
  return running.then(
    (value) => ({ value }),
    (error: unknown) => (error instanceof FailureError ? error.failure : { fault: error }),
  );
}

async function loadText(
  content: string | Buffer,
  args: JsonObject = {},
  limits: Partial<CsvLimits> = {},
): Promise<unknown> {
  await writeFile(path.join(root, 'fixture.csv'), content);
  return load({ path: 'fixture.csv', ...args }, limits);
}

const oneRow = { rows: [{ a: '1', b: '2' }], columns: ['a', 'b'], total: 1 };

describe('the rows of a CSV file', () => {
  const noRows = { rows: [], columns: ['a', 'b'], total: 0 };
  const utf16 = Buffer.from('a,b\n1,é\n', 'utf16le');
  const bigEndian = Buffer.from(utf16).swap16();

  it.each<[string, string | Buffer, JsonObject, object]>([
    ['are text, whatever they look like', 'a,b\n01,1e3\n', {}, { ...oneRow, rows: [{ a: '01', b: '1e3' }] }],
    ['may end without a line end', 'a,b\n1,2', {}, oneRow],
    ['may end with CR LF', 'a,b\r\n1,2\r\n', {}, oneRow],
    ['may end with CR', 'a,b\r1,2\r', {}, oneRow],
    [
      'may end in several ways in one file',
      'a,b\n1,2\r\n3,4\r5,6',
      { offset: 1 },
      {
        rows: [
          { a: '3', b: '4' },
          { a: '5', b: '6' },
        ],
        columns: ['a', 'b'],
        total: 3,
      },
    ],
    ['may be none', 'a,b\n', {}, noRows],
    ['may be none, without a line end', 'a,b', {}, noRows],
    [
      'may hold delimiters, quotes and line ends in quotes',
      'a,b\n"x,""y""","l\n2"\n',
      {},
      { ...oneRow, rows: [{ a: 'x,"y"', b: 'l\n2' }] },
    ],
    ['may be empty cells', 'a,b\n,\n', {}, { ...oneRow, rows: [{ a: '', b: '' }] }],
    ['keep their spaces', 'a,b\n 1 , 2 \n', {}, { ...oneRow, rows: [{ a: ' 1 ', b: ' 2 ' }] }],
    ['leave empty lines out', '\n\na,b\n\n1,2\n\n', {}, oneRow],
    ['do not begin with a mark of UTF-8', Buffer.from('77u/YSxiCjEsMg==', 'base64'), {}, oneRow],
    [
      'may be UTF-16 with a mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      { encoding: 'utf-16le' },
      { ...oneRow, rows: [{ a: '1', b: 'é' }] },
    ],
    ['may be UTF-16 without a mark', utf16, { encoding: 'utf-16le' }, { ...oneRow, rows: [{ a: '1', b: 'é' }] }],
    [
      'may be Latin 1, where 0x80 is no euro sign',
      Buffer.from('a,b\n\xe9,\x80\n', 'latin1'),
      { encoding: 'latin1' },
      { ...oneRow, rows: [{ a: 'é', b: '\x80' }] },
    ],
    [
      'may be big-endian UTF-16 with a mark',
      Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]),
      { encoding: 'utf-16be' },
      { ...oneRow, rows: [{ a: '1', b: 'é' }] },
    ],
    [
      'may be big-endian UTF-16 without a mark',
      bigEndian,
      { encoding: 'utf-16be' },
      { ...oneRow, rows: [{ a: '1', b: 'é' }] },
    ],
    [
      'may be Windows-1252, where 0x80 is the euro sign',
      Buffer.from('a,b\n\xe9,\x80\x9f\n', 'latin1'),
      { encoding: 'windows-1252' },
      { ...oneRow, rows: [{ a: 'é', b: '€Ÿ' }] },
    ],
    ['may begin with a mark and a quote', '\ufeff"a","b"\r\n1,2', {}, oneRow],
    [
      'may have line ends of CR alone, in quotes as well',
      'a,b\r"1\r",2\r\r',
      {},
      { ...oneRow, rows: [{ a: '1\r', b: '2' }] },
    ],
    ['are parted as their header is', 'a;b\n1;2\n', {}, oneRow],
    [
      'are parted by what is named, whatever the header has',
      'a;b\n1;2\n',
      { delimiter: ',' },
      { rows: [{ 'a;b': '1;2' }], columns: ['a;b'], total: 1 },
    ],
    [
      'may be parted by a sign beyond the first plane',
      'a😀b\n1😀2\n',
      { delimiter: '\u00a6' },
      { rows: [{ 'a😀b': '1😀2' }], columns: ['a😀b'], total: 1 },
    ],
    [
      'may be one column of a million letters',
      `a\n${'x'.repeat(1_000_000)}\n`,
      {},
      { rows: [{ a: 'x'.repeat(1_000_000) }], columns: ['a'], total: 1 },
    ],
    ['may be parted by another sign', 'a;b\n1;2\n', { delimiter: ';' }, oneRow],
    ['may be parted by tabs', 'a\tb\n1\t2\n', { delimiter: '\t' }, oneRow],
    ['may be cut out of the middle', 'a,b\n0,0\n1,2\n3,3\n', { offset: 1, limit: 1 }, { ...oneRow, total: 3 }],
    [
      'may be counted without reading one',
      'a,b\n1,2\n3,4\n',
      { limit: 0 },
      { rows: [], columns: ['a', 'b'], total: 2 },
    ],
    ['are none behind the end', 'a,b\n1,2\n', { offset: 5 }, { rows: [], columns: ['a', 'b'], total: 1 }],
    [
      'may have columns called like methods',
      'toString,length\n1,2\n',
      {},
      { rows: [{ toString: '1', length: '2' }], columns: ['toString', 'length'], total: 1 },
    ],
  ])('%s', async (_why, content, args, table) => {
    expect(await loadText(content, args)).toEqual(table);
  });
});

describe('a file that is no sound CSV', () => {
  const gzip = gzipSync(Buffer.alloc(1_000_000, 'a'));
  const wide = Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(',');

  it.each<[string, string | Buffer, string, number | undefined]>([
    ['is empty', '', 'csv-empty', undefined],
    ['holds empty lines only', '\n\n\n', 'csv-empty', undefined],
    ['has a row with too many cells', 'a,b\n1,2,3', 'csv-invalid', 2],
    ['has a row with too few cells', 'a,b\n1,2\n3\n', 'csv-invalid', 3],
    ['has a bad row after one of several lines and an empty one', 'a,b\n"1\n1",2\n\n3\n', 'csv-invalid', 5],
    ['goes on after a closing quote', 'a,b\n"1"x,2\n', 'csv-invalid', 2],
    ['has a quote inside a cell without quotes', 'a,b\n1,24"\n', 'csv-invalid', 2],
    ['never closes a quote', 'a,b\n1,2\n"3,4\n5,6\n', 'csv-invalid', 3],
    ['is UTF-16 without a mark', Buffer.from('YQAsAGIACgAxACwAMgA=', 'base64'), 'csv-encoding', 1],
    ['is big-endian UTF-16', Buffer.from([0xfe, 0xff, 0, 0x61]), 'csv-encoding', 1],
    ['is no UTF-8', Buffer.from('YQr//g==', 'base64'), 'csv-encoding', 2],
    ['ends in the middle of a character', Buffer.from('a\n\xc3', 'latin1'), 'csv-encoding', 2],
    ['is compressed', gzip, 'csv-encoding', 1],
    ['has a column twice', 'a,a\n1,2', 'csv-duplicate-header', 1],
    ['has a column without a name', 'a,,b\n1,2,3', 'csv-header-invalid', 1],
    ['has a column of spaces', 'a, \n1,2', 'csv-header-invalid', 1],
    ['has a column __proto__', '__proto__,a\n1,2', 'csv-header-invalid', 1],
    ['has a column with a very long name', `${'n'.repeat(257)}\n1`, 'csv-header-invalid', 1],
    ['has a NUL in a cell', 'a\n1\0', 'csv-invalid-character', 2],
    ['has a NUL in its header', 'ab,c\0d\n1,2', 'csv-invalid-character', 1],
    ['has a header of 2 MB', `${'x'.repeat(2_000_000)}\n1`, 'csv-record-too-large', 1],
    ['has 100,000 columns', `${wide}\n`, 'csv-too-many-columns', 1],
    ['has a quote that is open for 5 MB', `a\n"${'x,'.repeat(2_500_000)}`, 'csv-record-too-large', 2],
    ['has a line of 5 MB', `a\n${'x'.repeat(5_000_000)}`, 'csv-record-too-large', 2],
    [
      'has a record of millions of commas',
      `a\n"${',\n'.repeat(10)}"${',\n"\n",'.repeat(10)}${','.repeat(5_000_000)}`,
      'csv-invalid',
      2,
    ],
  ])('%s', async (_why, content, code, line) => {
    expect(await failureOf(loadText(content))).toMatchObject({
      code,
      retryable: false,
      ...(line !== undefined && { message: expect.stringMatching(`^Line ${line}: `), evidence: { line } }),
    });
  });

  it('stops at a record that never ends, whatever it is made of', async () => {
    const record = `a\n${',"\n"'.repeat(100_000)}`;
    expect(await failureOf(loadText(record, {}, { maxRecordBytes: 50_000 }))).toMatchObject({
      code: 'csv-record-too-large',
    });
  });

  it.each<[string, JsonObject, string]>([
    ['big-endian UTF-16 with the mark of UTF-8', { encoding: 'utf-16be' }, '"utf-8"'],
    ['Windows-1252 with the mark of UTF-8', { encoding: 'windows-1252' }, '"utf-8"'],
    ['Latin 1 with the mark of UTF-8', { encoding: 'latin1' }, '"utf-8"'],
    ['UTF-16 with the mark of UTF-8', { encoding: 'utf-16le' }, '"utf-8"'],
  ])('says which encoding a mark speaks for: %s', async (_why, args, hint) => {
    const marked = Buffer.from('\xef\xbb\xbfa,b\n1,2\n', 'latin1');
    expect(await failureOf(loadText(marked, args))).toMatchObject({
      code: 'csv-encoding',
      message: expect.stringContaining(`Set "encoding" to ${hint}`),
    });
  });
});

describe('bytes that are no text', () => {
  it.each([0x81, 0x8d, 0x8f, 0x90, 0x9d])('fail with their line in Windows-1252: %p', async (byte) => {
    const content = Buffer.concat([Buffer.from('a\n1\n'), Buffer.from([byte, 10])]);
    expect(await failureOf(loadText(content, { encoding: 'windows-1252' }))).toMatchObject({
      code: 'csv-encoding',
      evidence: { line: 3 },
    });
  });

  it('fail in UTF-16: half of a pair, half of a unit', async () => {
    const loads = [Buffer.from('a\n\ud800b\n', 'utf16le'), Buffer.from('a\n1\n', 'utf16le').subarray(0, 7)];
    for (const content of loads) {
      expect(await failureOf(loadText(content, { encoding: 'utf-16le' }))).toMatchObject({
        code: 'csv-encoding',
        message: expect.stringContaining('the text is not utf-16le'),
      });
    }
  });
});

describe('the limits', () => {
  it('count the rows of the whole file, not only those that were asked for', async () => {
    const content = 'a\n1\n2\n3\n4\n';
    expect(await failureOf(loadText(content, { limit: 1 }, { maxRows: 3 }))).toMatchObject({
      code: 'csv-too-many-rows',
      message: 'Line 5: the file has more than 3 rows.',
    });
    expect(await loadText(content, { limit: 1 }, { maxRows: 4 })).toEqual({
      rows: [{ a: '1' }],
      columns: ['a'],
      total: 4,
    });
  });

  it('refuse a large file before it is read', async () => {
    expect(await failureOf(loadText('a\n1\n2\n', {}, { maxBytes: 5 }))).toMatchObject({ code: 'csv-too-large' });
    expect(await loadText('a\n1\n', {}, { maxBytes: 4 })).toMatchObject({ total: 1 });
  });

  it('refuse a result that no node may give, and say how many rows there are', async () => {
    const content = `a\n${'x\n'.repeat(1_000)}`;
    expect(await failureOf(loadText(content, { offset: 100 }, { maxOutputBytes: 500 }))).toMatchObject({
      code: 'output-too-large',
      message: '900 of 1000 rows make more than 500 bytes of JSON. Read them in parts with "offset" and "limit".',
      evidence: { total: 1_000 },
    });
    expect(await loadText(content, { offset: 100, limit: 10 }, { maxOutputBytes: 500 })).toMatchObject({
      total: 1_000,
    });
  });

  it.each<[string, JsonObject]>([
    ['two characters', { delimiter: 'ab' }],
    ['a line end', { delimiter: '\n' }],
    ['a quote', { delimiter: '"' }],
    ['an unknown encoding', { encoding: 'utf-7' }],
    ['a negative limit', { limit: -1 }],
    ['a negative offset', { offset: -1 }],
    ['an empty path', { path: '' }],
    ['an unknown option', { sheet: 1 }],
  ])('refuse %s as an argument', async (_why, args) => {
    expect(await failureOf(load({ path: 'ok.csv', ...args }))).toMatchObject({ code: 'tool-input-invalid' });
  });
});

describe('reading', () => {
  it('is given up when the attempt is cancelled', async () => {
    await expect(load({ path: 'ok.csv' }, {}, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('stays inside the allowed folder', async () => {
    expect(await failureOf(load({ path: '../outside.csv' }))).toMatchObject({ code: 'path-not-allowed' });
  });
});
