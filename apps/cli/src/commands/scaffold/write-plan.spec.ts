import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScaffoldPlan } from './scaffold-plan.js';
import { writePlan } from './write-plan.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ice-plan-'));
  writeFileSync(path.join(folder, 'module.ts'), 'before');
});

afterEach(() => rmSync(folder, { recursive: true }));

function plan(parts: Partial<ScaffoldPlan>): ScaffoldPlan {
  return { root: folder, files: [], edits: [], notes: [], next: [], ...parts };
}

const at = (...names: readonly string[]): string => path.join(folder, ...names);
const all = (): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('a plan', () => {
  it('is written with the folders that it needs', async () => {
    const edits = [{ path: at('module.ts'), before: 'before', after: 'after' }];
    await writePlan(plan({ files: [{ path: at('a', 'b', 'new.ts'), text: 'new' }], edits }));
    expect(all()).toEqual(['a', path.join('a', 'b'), path.join('a', 'b', 'new.ts'), 'module.ts']);
    expect([readFileSync(at('a', 'b', 'new.ts'), 'utf8'), readFileSync(at('module.ts'), 'utf8')]).toEqual([
      'new',
      'after',
    ]);
  });

  it('leaves nothing behind where a file has come in between', async () => {
    const files = [at('a', 'b', 'new.ts'), at('module.ts')].map((file) => ({ path: file, text: 'new' }));
    await expect(writePlan(plan({ files }))).rejects.toMatchObject({ code: 'EEXIST' });
    expect([all(), readFileSync(at('module.ts'), 'utf8')]).toEqual([['module.ts'], 'before']);
  });

  it('touches no file that has changed since it was read', async () => {
    writeFileSync(at('other.ts'), 'theirs');
    const edits = [
      { path: at('module.ts'), before: 'before', after: 'after' },
      { path: at('other.ts'), before: 'ours', after: 'after' },
    ];
    const files = [{ path: at('new.ts'), text: 'new' }];
    await expect(writePlan(plan({ files, edits }))).rejects.toMatchObject({ exitCode: 7, code: 'changed-meanwhile' });
    expect([all(), readFileSync(at('module.ts'), 'utf8')]).toEqual([['module.ts', 'other.ts'], 'before']);
  });
});
