/** Why a file could not be written, in a sentence: a folder that is not ours, a full disk, something else in its place. */
import path from 'node:path';
import { plainText } from '../text/plain-text.js';
import { CliError } from './cli-error.js';

/** The system's words with ours, and what helps. */
const reasons: ReadonlyMap<string | undefined, { readonly because: string; readonly hint: string }> = new Map([
  ...['EACCES', 'EPERM'].map(
    (code) => [code, { because: 'you may not write there', hint: 'Work in a folder that you may write.' }] as const,
  ),
  ['EROFS', { because: 'its file system is read-only', hint: 'Work in a folder that you may write.' }],
  ...['ENOSPC', 'EDQUOT'].map(
    (code) => [code, { because: 'no room is left', hint: 'Make room, and give the command again.' }] as const,
  ),
  ['ENOTDIR', { because: 'a file stands where a folder has to be', hint: 'Move that file, or take another name.' }],
  ['EISDIR', { because: 'a folder stands where the file has to be', hint: 'Move that folder, or take another name.' }],
  ['EEXIST', { because: 'something else stands there', hint: 'Move what is there, or take another name.' }],
]);

/** The failure for a fault of the file system; any other throw as it is. @param cwd absolute: places are named as seen from it. */
export function unwritableFile(fault: unknown, cwd: string): unknown {
  // A fault of the file system is known by its fields: it need not be an `Error` of this realm.
  const { code, path: place } = { ...(fault as NodeJS.ErrnoException | null) };
  const reason = reasons.get(code);
  if (!reason || place === undefined) return fault;
  const name = plainText(path.relative(cwd, place) || '.');
  const { because, hint } = reason;
  return new CliError(`"${name}" cannot be written: ${because}.`, {
    exitCode: 2,
    code: 'file-unwritable',
    hint,
    cause: fault,
  });
}
