/** The lock names the packages of every platform, and the script that sees to it puts back what npm leaves out. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Lock {
  readonly packages: Record<string, { version?: string; os?: string[]; cpu?: string[]; optional?: boolean }>;
}

const root = path.join(import.meta.dirname, '..', '..');
const whole = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
const foreign = Object.keys(whole.packages).filter((place) =>
  /-(?:darwin|win32|android)-|\/(?:darwin|win32)-/.test(place),
);

describe('the lock', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'complete-lock-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names the packages of every platform', () => {
    expect(completeLock('--check')).toEqual({ status: 0, stdout: 'complete-lock: 0 optional packages missing\n' });
  });

  it('gets back the packages of other platforms, for the same platforms and in the same versions', () => {
    const file = path.join(folder, 'package-lock.json');
    const kept = Object.entries(whole.packages).filter(([place]) => !foreign.includes(place));
    writeFileSync(file, JSON.stringify({ ...whole, packages: Object.fromEntries(kept) }));

    expect(completeLock('--check', file).status).toBe(1);
    expect(completeLock(file)).toEqual({
      status: 0,
      stdout: `complete-lock: ${foreign.length} optional packages added\n`,
    });
    expect(completeLock('--check', file).status).toBe(0);

    const completed = JSON.parse(readFileSync(file, 'utf8')) as Lock;
    expect(Object.keys(completed.packages)).toEqual(Object.keys(whole.packages));
    expect(foreign.map((place) => platform(completed, place))).toEqual(foreign.map((place) => platform(whole, place)));
  });
});

function platform({ packages }: Lock, place: string): unknown {
  const { version, os, cpu, optional } = packages[place] ?? {};
  return { place, version, os, cpu, optional };
}

function completeLock(...options: string[]): { status: number | null; stdout: string } {
  const script = path.join(root, 'scripts', 'complete-lock.mjs');
  const { status, stdout } = spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' });
  return { status, stdout };
}
