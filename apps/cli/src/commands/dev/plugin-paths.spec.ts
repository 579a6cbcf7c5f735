import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pluginPaths } from './plugin-paths.js';

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'ice-plugins-')));
  mkdirSync(path.join(folder, 'node_modules', 'shop'), { recursive: true });
  writeFileSync(path.join(folder, 'node_modules', 'shop', 'index.js'), '');
  writeFileSync(path.join(folder, 'own.js'), '');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the files of ICE_PLUGINS', () => {
  it('are paths from the working directory, and the entries of packages', () => {
    expect(pluginPaths(' own.js, ./later.js ,shop,,nowhere', folder)).toEqual([
      path.join(folder, 'own.js'),
      path.join(folder, 'later.js'),
      path.join(folder, 'node_modules', 'shop', 'index.js'),
    ]);
  });

  it('are none where nothing is set', () => {
    expect(pluginPaths('', folder)).toEqual([]);
  });
});
