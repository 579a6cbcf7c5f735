import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openAllowedFile } from './allowed-file.js';

let root: string;
let data: string;

const files = [
  'ok.csv',
  'sub/ok.csv',
  '.env',
  '.hidden/ok.csv',
  'sub/.ok.csv',
  '../outside.csv',
  '../data-secret/s.csv',
];

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'allowed-file-'));
  data = path.join(root, 'data');
  for (const folder of ['sub', '.hidden', '../data-secret']) await mkdir(path.join(data, folder), { recursive: true });
  for (const file of files) await writeFile(path.join(data, file), `content of ${path.basename(file)}`);
  await symlink('../outside.csv', path.join(data, 'link-out.csv'));
  await symlink('../data-secret', path.join(data, 'folder-out'));
  await symlink('.env', path.join(data, 'link-to-dot.csv'));
  await symlink('sub/ok.csv', path.join(data, 'link-in.csv'));
  await symlink('nowhere.csv', path.join(data, 'link-broken.csv'));
  await link(path.join(data, 'ok.csv'), path.join(data, 'hard.csv'));
  execFileSync('/usr/bin/env', ['mkfifo', path.join(data, 'fifo.csv')]);
});

afterAll(() => rm(root, { recursive: true }));

/** Reads a file through the door. */
async function read(asked: string, directories = ['data']): Promise<string> {
  const file = await openAllowedFile(asked, { directories, workingDirectory: root });
  const text = await file.readFile('utf8');
  await file.close();
  return text;
}

describe('a path', () => {
  it.each(['ok.csv', './ok.csv', 'sub/ok.csv', 'sub/../ok.csv', 'link-in.csv', 'data/ok.csv'])(
    'may be %s',
    async (file) => {
      expect(await read(file)).toBe('content of ok.csv');
    },
  );

  it('may be a second name of a file inside', async () => {
    expect(await read('hard.csv')).toBe('content of ok.csv');
  });

  it('may be absolute inside the folder', async () => {
    expect(await read(path.join(data, 'ok.csv'))).toBe('content of ok.csv');
  });

  it('may lie in any of several folders', async () => {
    const directories = ['data/sub', path.join(root, 'data-secret')];
    expect([await read('s.csv', directories), await read('ok.csv', directories)]).toEqual([
      'content of s.csv',
      'content of ok.csv',
    ]);
  });

  it('may lie in a folder that is itself reached through a link', async () => {
    await symlink('data', path.join(root, 'alias'));
    expect(await read('ok.csv', ['alias'])).toBe('content of ok.csv');
  });

  it.each([
    '../outside.csv',
    'sub/../../outside.csv',
    '../data-secret/s.csv',
    '/etc/passwd',
    '/dev/zero',
    '.env',
    'sub/.ok.csv',
    '.hidden/ok.csv',
    'link-out.csv',
    'folder-out/s.csv',
    'link-to-dot.csv',
    'fifo.csv',
    '.',
    'sub',
    'a\0.csv',
    'CON',
    'sub/nul.csv',
    'sub\\ok.csv',
    'http://127.0.0.1/x.csv',
    'file:///etc/passwd',
    'C:/x.csv',
  ])('may not be %p', async (file) => {
    await expect(read(file)).rejects.toMatchObject({
      failure: {
        code: 'path-not-allowed',
        message: expect.stringContaining('Files are read from "data" only, and never dot-files'),
        retryable: false,
        evidence: { path: file },
      },
    });
  });

  it.each(['missing.csv', 'link-broken.csv', 'data-secret/s.csv', 'ok.csv/x.csv'])(
    'that leads to nothing says where there is nothing: %s',
    async (file) => {
      await expect(read(file)).rejects.toMatchObject({
        failure: {
          code: 'file-not-found',
          message: `There is no file "${file}" in "data".`,
          retryable: false,
          evidence: { path: file },
        },
      });
    },
  );

  it('leads nowhere when no folder is allowed', async () => {
    await expect(read('data/ok.csv', [])).rejects.toMatchObject({
      failure: {
        code: 'path-not-allowed',
        message: expect.stringContaining('Files are read from no folder (ICE_FILES_DIR is empty) only'),
      },
    });
  });
});
