/** When a bundle is taken for what is compiled now. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isCurrentBundle } from './is-current-bundle.js';

let folder: string;
let compiled: string;

beforeEach(() => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'ice-bundle-'));
  folder = path.join(root, 'bundle');
  compiled = path.join(root, '.tsbuildinfo');
  mkdirSync(folder);
  writeFileSync(compiled, '{}');
});

afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

function stamp(): void {
  const inputs = [{ file: '../.tsbuildinfo', modified_ms: statSync(compiled).mtimeMs }];
  writeFileSync(path.join(folder, 'inputs.json'), JSON.stringify(inputs));
}

describe('a bundle', () => {
  it('is none before it was written to its end', () => {
    expect(isCurrentBundle(folder)).toBe(false);
    expect(isCurrentBundle(path.join(folder, 'nowhere'))).toBe(false);
  });

  it('is current until something is compiled', () => {
    stamp();
    expect(isCurrentBundle(folder)).toBe(true);
    utimesSync(compiled, new Date(), new Date(Date.now() + 1_000));
    expect(isCurrentBundle(folder)).toBe(false);
    stamp();
    expect(isCurrentBundle(folder)).toBe(true);
  });

  it('is current where what the compiler keeps for itself is gone', () => {
    stamp();
    rmSync(compiled);
    expect(isCurrentBundle(folder)).toBe(true);
  });
});
