import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { unwritableFile } from './unwritable-file.js';

const folder = path.resolve('somewhere');

describe('a file that cannot be written', () => {
  it.each([
    ['EACCES', 'you may not write there'],
    ['EPERM', 'you may not write there'],
    ['EROFS', 'its file system is read-only'],
    ['ENOSPC', 'no room is left'],
    ['EDQUOT', 'no room is left'],
    ['ENOTDIR', 'a file stands where a folder has to be'],
    ['EISDIR', 'a folder stands where the file has to be'],
    ['EEXIST', 'something else stands there'],
  ])('is told with its cause and what helps: %s', (code, because) => {
    const fault = Object.assign(new Error(code), { code, path: path.join(folder, 'a.ts') });
    expect(unwritableFile(fault, folder)).toMatchObject({
      message: `"a.ts" cannot be written: ${because}.`,
      exitCode: 2,
      code: 'file-unwritable',
      hint: expect.any(String),
    });
  });

  it('is no other fault', () => {
    const fault = Object.assign(new Error('EMFILE'), { code: 'EMFILE', path: folder });
    expect(unwritableFile(fault, folder)).toBe(fault);
    expect(unwritableFile('thrown', folder)).toBe('thrown');
  });
});
