/** The reference of errors has every code that there is and no other, in the words that the server serves. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagnosticCodes, executionErrorCodes, expressionFailureCodes, requestErrorCodes } from '@ice/core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startApi, type RunningApi } from '../support/start-api.js';
import { codeWords, MarkdownPage, plainText, root, type Row } from './markdown-page.js';
import { literalUnion, sourcesBelow } from './source-declarations.js';

interface Problem {
  readonly code: string;
  readonly title: string;
  readonly status: number | null;
  readonly hint: string;
}

const page = new MarkdownPage('docs/reference/errors.md');
const findings: readonly string[] = diagnosticCodes.filter((code) => code !== 'validation-failed');
const failures: readonly string[] = executionErrorCodes;

/** Tables of codes: what stands there says that a code exists, not that anything raises it. */
const codeTables =
  /^libs\/core\/src\/(?:error\/error-code|compile\/diagnostic)\.ts$|^apps\/api\/src\/http\/problem\/[a-z]+-problems\.ts$/;

let api: RunningApi;
let problems: readonly Problem[];

beforeAll(async () => {
  api = await startApi();
  problems = (await api.request('GET', '/problems')).body.data;
});

afterAll(() => api.close());

/** The rows of a table as they should be, for these codes. */
function expected(isWanted: (problem: Problem) => boolean, withStatus = false): readonly (readonly string[])[] {
  return problems
    .filter(isWanted)
    .map(({ code, status, title, hint }) => (withStatus ? [code, String(status), title, hint] : [code, title, hint]));
}

function written(heading: string): readonly (readonly string[])[] {
  return page.rows(heading).map((row) => Object.values(row).map(plainText));
}

function codesUnder(heading: string): readonly string[] {
  return page.rows(heading).map((row: Row) => plainText(Object.values(row)[0] ?? ''));
}

function sourceText(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

describe('docs/reference/errors.md', () => {
  it('gives every refused request with its status', () => {
    const isRequest = ({ code, status }: Problem): boolean => status !== null && !findings.includes(code);
    expect(written('Refused requests')).toEqual(expected(isRequest, true));
    expect(requestErrorCodes.filter((code) => !codesUnder('Refused requests').includes(code))).toEqual([]);
  });

  it('gives every finding of the compiler', () => {
    expect(written('Findings of the compiler')).toEqual(expected(({ code }) => findings.includes(code)));
    expect([...codesUnder('Findings of the compiler')].sort()).toEqual([...findings].sort());
  });

  it('gives every failure inside an execution', () => {
    expect(written('Failures inside an execution')).toEqual(expected(({ code }) => failures.includes(code)));
    expect([...codesUnder('Failures inside an execution')].sort()).toEqual([...failures].sort());
  });

  it('gives everything else that the server explains as a fault of inputs', () => {
    const isOther = ({ code, status }: Problem): boolean =>
      status === null && !findings.includes(code) && !failures.includes(code);
    expect(written('Faults of inputs')).toEqual(expected(isOther));
  });

  it('gives every reason of a failed expression', () => {
    expect(codesUnder('Reasons of a failed expression')).toEqual([...expressionFailureCodes]);
  });

  it('gives every code that the built-in tools raise and that is no code of the engine', () => {
    const raised = sourcesBelow('libs/tools/src').flatMap((file) => {
      return [...sourceText(file).matchAll(/new FailureError\(\s*'([a-z-]+)'/g)].map(([, code = '']) => code);
    });
    const csv = literalUnion('libs/tools/src/csv/csv-failure.ts', 'CsvFailureCode');
    const own = [...new Set([...raised, ...csv])].filter((code) => !failures.includes(code));
    expect([...codesUnder('Failures of the built-in tools')].sort()).toEqual(own.sort());
  });

  it('says which codes nothing raises', () => {
    const files = ['libs', 'apps'].flatMap(sourcesBelow).filter((file) => !codeTables.test(file));
    const said = new Set(
      files.flatMap((file) => [...sourceText(file).matchAll(/'([a-z-]+)'/g)].map(([, text]) => text)),
    );
    const silent = problems.map(({ code }) => code).filter((code) => !said.has(code));
    const sentence = page.prose.find((text) => text.startsWith('Nothing raises these in this version:')) ?? '';
    expect(codeWords(sentence)).toEqual(silent);
  });

  it('explains what the server explains under the same path', async () => {
    const codes = ['lock-conflict', 'cycle-detected', 'timeout'];
    const answers = await Promise.all(codes.map((code) => api.request('GET', `/problems/${code}`)));
    expect(answers.map(({ body }) => body)).toEqual(
      codes.map((code) => problems.find((problem) => problem.code === code)),
    );
  });
});
