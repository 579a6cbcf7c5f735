/** The gate on the coverage of changed lines measures what it says: the parts that decide what counts, each on a small case. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { changesOf } from '../../scripts/coverage/changed-lines.mjs';
import { childCoverage } from '../../scripts/coverage/child-coverage.mjs';
import { countLines, linesGlobal } from '../../scripts/coverage/count-lines.mjs';
import { executableLines } from '../../scripts/coverage/executable-lines.mjs';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'changed-coverage-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('executable lines', () => {
  it('are those where something can run', () => {
    const marked = [
      '/** A comment. */',
      `import path from 'node:path';`,
      'export interface Size { readonly width: number }',
      'export type Name = string;',
      'declare const outside: number;',
      'export const twice = (n: number): number =>',
      '  n * 2; //',
      'export function pick(n: number): string {',
      '  let found: string;',
      '  if (n > outside) {',
      `    found = 'big'; //`,
      '  }',
      '  const small = n < 0',
      `    ? 'minus' //`,
      `    : path.sep; //`,
      '  for (const _ of []) twice(n);',
      '  return small; //',
      '}',
      'export class Box {',
      '  readonly size = 1; //',
      '  declare readonly name: string;',
      '  constructor(readonly label: string) {}',
      '}',
      `export { join } from 'node:path';`,
    ];
    expect([...executableLines(marked.join('\n'))].sort((left, right) => left - right)).toEqual([
      6, 7, 10, 11, 13, 14, 15, 16, 17, 20,
    ]);
  });
});

describe('changed lines', () => {
  it('are all lines without git', () => {
    const place = newFolder('plain');
    expect(changed(place, 'libs/a.ts', 3)).toEqual({ since: 'ever (no git here)', lines: [1, 2, 3] });
  });

  it('are all lines before the first release', () => {
    const place = newRepository('first');
    commit(place, { 'libs/a.ts': 'one\ntwo\n' });
    expect(changed(place, 'libs/a.ts', 2)).toEqual({ since: 'ever (no release yet)', lines: [1, 2] });
  });

  it('are those since the last release, on main; uncommitted changes and new files included', () => {
    const place = newRepository('release');
    commit(place, { 'libs/a.ts': 'one\ntwo\nthree\nfour\n', 'libs/b.ts': 'one\n' });
    git(place, 'tag', 'v1.0.0');
    commit(place, { 'libs/a.ts': 'one\nTWO\nthree\nfour\n' });
    write(place, { 'libs/a.ts': 'one\nTWO\nthree\n2 1/2\n3 3/4\nfour\n', 'libs/ü.ts': 'one\ntwo\n' });
    expect(changed(place, 'libs/a.ts', 6)).toEqual({ since: 'v1.0.0', lines: [2, 4, 5] });
    expect(changed(place, 'libs/b.ts', 1).lines).toEqual([]);
    expect(changed(place, 'libs/ü.ts', 2).lines).toEqual([1, 2]);
  });

  it('are those since the last release before this commit, where the commit is itself a release', () => {
    const place = newRepository('released');
    commit(place, { 'libs/a.ts': 'one\n' });
    git(place, 'tag', 'v1.0.0');
    commit(place, { 'libs/a.ts': 'one\ntwo\n' });
    git(place, 'tag', 'v1.1.0');
    expect(changed(place, 'libs/a.ts', 2)).toEqual({ since: 'v1.0.0', lines: [2] });
  });

  it('are those since the branch left origin/main, on a branch', () => {
    const origin = newRepository('origin');
    commit(origin, { 'libs/a.ts': 'one\n' });
    const place = clone(origin, 'branch');
    commit(place, { 'libs/a.ts': 'one\ntwo\n' });
    const base = git(place, 'rev-parse', 'origin/main');
    expect(changed(place, 'libs/a.ts', 2)).toEqual({ since: base, lines: [2] });
  });

  it('are those since the commit that ICE_COVERAGE_BASE names, which must exist', () => {
    const place = newRepository('named');
    commit(place, { 'libs/a.ts': 'one\n' });
    commit(place, { 'libs/a.ts': 'one\ntwo\n' });
    expect(changed(place, 'libs/a.ts', 2, 'HEAD^')).toEqual({ since: 'HEAD^', lines: [2] });
    expect(() => changed(place, 'libs/a.ts', 2, 'gone')).toThrow('ICE_COVERAGE_BASE: no commit gone here');
  });

  it('are all lines in a shallow clone, and it says so', () => {
    const origin = newRepository('deep');
    commit(origin, { 'libs/a.ts': 'one\n' });
    commit(origin, { 'libs/a.ts': 'one\ntwo\n' });
    const { since, lines } = changed(clone(origin, 'shallow', '--depth=1'), 'libs/a.ts', 2);
    expect({ since: since.slice(0, 20), lines }).toEqual({ since: 'ever (a shallow clon', lines: [1, 2] });
  });
});

describe('a source whose lines are counted', () => {
  const source = [
    "'use strict';",
    'export class Box { size = () => 1;',
    '  static readonly kind = (n: number) =>',
    '    n < 0',
    "      ? 'minus'",
    "      : { name: 'plus' };",
    '}',
    'export function count(list: readonly number[], seen: number[] = []): number[] {',
    '  outer: for (const each of list)',
    '    for (;;) {',
    '      if (each > 2) return seen;',
    '      else if (each === 2)',
    '        break outer;',
    '      else seen.push(each);',
    '      switch (each) {',
    '        case 1:',
    '          continue outer;',
    '      }',
    '    }',
    '  return [...seen, 0];',
    '}',
  ].join('\n');

  it('does what it did, on the lines where it did it, and tells which of them ran', () => {
    const { exports, lines } = runCounted(source);
    expect(lines()).toEqual([3]);
    expect([exports.Box.kind(-1), new exports.Box().size()]).toEqual(['minus', 1]);
    expect(lines()).toEqual([2, 3, 4, 5]);
    expect(exports.count([1, 1, 2, 3])).toEqual([1, 1, 0]);
    expect(lines()).toEqual([2, 3, 4, 5, 9, 10, 11, 12, 13, 14, 15, 17, 20]);
    expect([exports.Box.kind(1), exports.count([3])]).toEqual([{ name: 'plus' }, []]);
    expect(lines()).toEqual([...executableLines(source)].filter((line) => line !== 1).sort((one, two) => one - two));
    expect(countLines('a.ts', source).split('\n')).toHaveLength(source.split('\n').length);
  });

  it('is left as it is where nothing can run', () => {
    expect(countLines('a.ts', 'export interface Size { readonly width: number }')).toBe(
      'export interface Size { readonly width: number }',
    );
  });
});

describe('coverage of programs that tests start', () => {
  it('counts the source lines that ran, and not those beside them', () => {
    const place = newFolder('program');
    const source = [
      'interface Size { readonly width: number }',
      'const size: Size = { width: process.argv.length };',
      'function never(): void {',
      '  console.log(1);',
      '}',
      'if (size.width > 99) {',
      '  never();',
      '} else {',
      '  console.log(size);',
      '}',
      'export {};',
    ].join('\n');
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, sourceMap: true };
    const { outputText, sourceMapText = '' } = ts.transpileModule(source, { fileName: 'main.ts', compilerOptions });
    write(place, {
      'package.json': '{"type":"module"}',
      'apps/a/dist/main.js': outputText,
      'apps/a/dist/main.js.map': sourceMapText.replace('"main.ts"', '"../src/main.ts"'),
    });
    const reports = path.join(place, 'reports');
    execFileSync(process.execPath, [path.join(place, 'apps/a/dist/main.js')], { env: { NODE_V8_COVERAGE: reports } });
    const lines = childCoverage(reports, place).get('apps/a/src/main.ts') ?? new Set();
    expect([...executableLines(source)].map((line) => [line, lines.has(line)])).toEqual([
      [2, true],
      [4, false],
      [6, true],
      [7, false],
      [9, true],
    ]);
  });

  it('is nothing where no program left a report, or only half of one', () => {
    const place = newFolder('half');
    expect(childCoverage(path.join(place, 'none'), place)).toEqual(new Map());
    write(place, { 'reports/coverage-1.json': '{"result": [' });
    expect(childCoverage(path.join(place, 'reports'), place)).toEqual(new Map());
  });
});

/** Runs a source with counted lines; `lines` are those that ran up to now. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the source exports
function runCounted(source: string): { exports: any; lines: () => number[] } {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 };
  const { outputText } = ts.transpileModule(countLines('a.ts', source), { compilerOptions });
  const ran = new Uint8Array(99);
  const counters = (file: string): Uint8Array => (file === 'a.ts' ? ran : new Uint8Array(99));
  const exports = {};
  vm.compileFunction(outputText, ['exports', linesGlobal])(exports, counters);
  return { exports, lines: () => [...ran.keys()].filter((line) => ran[line] === 1) };
}

/** Since when, and which of the first lines of a file changed. */
function changed(place: string, file: string, count: number, base?: string): { since: string; lines: number[] } {
  const { since, isChanged } = changesOf(place, base === undefined ? {} : { ICE_COVERAGE_BASE: base });
  const lines = Array.from({ length: count }, (_, index) => index + 1);
  return { since, lines: lines.filter(isChanged(file)) };
}

function newFolder(name: string): string {
  const place = path.join(folder, name);
  mkdirSync(place);
  return place;
}

function newRepository(name: string): string {
  const place = newFolder(name);
  git(place, 'init', '--quiet', '--initial-branch=main');
  return place;
}

function clone(origin: string, name: string, ...options: string[]): string {
  const place = path.join(folder, name);
  git(folder, 'clone', '--quiet', ...options, `file://${origin}`, place);
  return place;
}

function commit(place: string, files: Readonly<Record<string, string>>): void {
  write(place, files);
  git(place, 'add', '.');
  git(place, 'commit', '--quiet', '--message=change');
}

function write(place: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), text);
  }
}

function git(place: string, ...options: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...options], { cwd: place, encoding: 'utf8' }).trim();
}
