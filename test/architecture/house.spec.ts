/** The rules of the house hold in every source of this tree, and each of them sees what it is for. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { houseRules, type HouseRule } from './house-rules.js';

const root = path.join(import.meta.dirname, '..', '..');

/** For each rule, by its order: a file that breaks it, and what it is told. */
const bad: readonly { readonly file: string; readonly text: string; readonly told: readonly string[] }[] = [
  {
    file: 'libs/orchestrator/src/run/long.ts',
    text: `const short = () => 1;\nexport function long() {\n${'  short();\n'.repeat(39)}}\n`,
    told: ['libs/orchestrator/src/run/long.ts:2 long: 41 lines'],
  },
  {
    file: 'apps/api/src/long.ts',
    text: 'go();\n'.repeat(301),
    told: ['apps/api/src/long.ts:301 301 lines'],
  },
  {
    file: 'libs/core/src/any.ts',
    text: '// any\nconst many = { any: 1 };\nexport const one: any = many.any;\nexport const two = many as unknown as Set<any>;',
    told: ['libs/core/src/any.ts:3 any', 'libs/core/src/any.ts:4 any'],
  },
  {
    file: 'libs/core/src/default.ts',
    text: 'const a = 1;\nexport { a as default };\nexport default class {}\nexport default a;',
    told: [2, 3, 4].map((line) => `libs/core/src/default.ts:${line} default export`),
  },
  {
    file: 'libs/core/src/enum.ts',
    text: 'export enum Colour { Red }\nexport type Size = "s" | "m";',
    told: ['libs/core/src/enum.ts:1 enum Colour'],
  },
  {
    file: 'apps/api/src/common/types.ts',
    text: '',
    told: ['apps/api/src/common/types.ts:1 common', 'apps/api/src/common/types.ts:1 types'],
  },
  {
    file: 'libs/core/src/cost/impure.ts',
    text: [
      '/** A Promise in a comment, as process. */',
      'const now = Date.now() + new Date().getTime() + new Date(2020, 1).getTime() + new Date(0).getTime();',
      'const chance = Math.random();',
      'async function later() { await 1; }',
      'export const wait = (): Promise<void> => new Promise((done) => setTimeout(done, 1));',
      'export const member = { process: now, fetch: chance, parsed: Date.parse("2020-01-01"), later }.process;',
    ].join('\n'),
    told: [
      '2 Date.now',
      '2 new Date()',
      '2 new Date(2020, 1)',
      '3 Math.random',
      '4 async',
      '4 await',
      '5 Promise',
      '5 Promise',
      '5 setTimeout',
    ].map((place) => `libs/core/src/cost/impure.ts:${place}`),
  },
  {
    file: 'apps/api/src/executions/leak.controller.ts',
    text: [
      "import { ExecutionsByTenant, type ExecutionRepository } from '@ice/core';",
      '/** Not an ExecutionRepository. */',
      'class Leak { constructor(readonly mine: ExecutionsByTenant, readonly all: ExecutionRepository) {} }',
    ].join('\n'),
    told: [1, 3].map((line) => `apps/api/src/executions/leak.controller.ts:${line} ExecutionRepository`),
  },
];

const sources = ['libs', 'apps', 'test', 'examples']
  .flatMap(filesBelow)
  .map((file) => parse(file, readFileSync(path.join(root, file), 'utf8')));

describe('the rules of the house', () => {
  it('are held against a tree that is there', () => {
    expect(sources.length).toBeGreaterThan(20);
  });

  describe.each(houseRules.map((rule, index) => ({ ...rule, index })))('$name', ({ index, ...rule }) => {
    it('holds', () => {
      expect(sources.flatMap((source) => offenders(rule, source))).toEqual([]);
    });

    it('bites', () => {
      const { file, text, told } = bad[index] ?? { file: '', text: '', told: ['a bad file for this rule'] };
      expect(offenders(rule, parse(file, text))).toEqual(told);
    });
  });
});

function offenders(rule: HouseRule, source: ts.SourceFile): string[] {
  if (!rule.holdsFor(source.fileName)) return [];
  return rule.offenders(source).map(({ line, what }) => `${source.fileName}:${line} ${what}`);
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** The TypeScript files of a folder, as paths from the root. */
function filesBelow(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const here = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : filesBelow(here);
    return here.endsWith('.ts') ? [here] : [];
  });
}
