import { describe, expect, it } from '@jest/globals';
import { unreadableFile } from './unreadable-file.js';

describe('a file that cannot be read', () => {
  it.each([
    ['EACCES', '"shop.yaml" may not be read.', undefined],
    ['EPERM', '"shop.yaml" may not be read.', undefined],
    ['EISDIR', '"shop.yaml" is a folder.', 'Name a file in it.'],
    ['EIO', '"shop.yaml" cannot be read (EIO).', undefined],
    ['ENOENT', 'There is no file shop.yaml.', expect.stringContaining('bp_…')],
    ['ENOTDIR', 'There is no file shop.yaml.', expect.stringContaining('bp_…')],
  ])('is told with its cause: %s', (code, message, hint) => {
    const fault = Object.assign(new Error(code), { code });
    const failure = unreadableFile('shop.yaml', fault);
    expect([failure.message, failure.hint, failure.exitCode]).toEqual([message, hint, 2]);
  });
});
