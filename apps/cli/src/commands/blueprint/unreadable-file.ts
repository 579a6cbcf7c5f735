/** Why a file cannot be read, in a sentence. Only one that is not there may have been meant as something else. Pure. */
import { CliError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';
import { readBlueprintAddress } from './blueprint-address.js';

/** The failure. @param name as it was typed. @param fault of the file system. */
export function unreadableFile(name: string, fault: NodeJS.ErrnoException): CliError {
  const { message, hint } = reasonOf(plainText(name), fault.code);
  return new CliError(message, { exitCode: 2, code: 'file-unreadable', ...(hint && { hint }), cause: fault });
}

function reasonOf(name: string, code = 'unknown'): { readonly message: string; readonly hint?: string } {
  if (code === 'EISDIR') return { message: `"${name}" is a folder.`, hint: 'Name a file in it.' };
  if (code === 'EACCES' || code === 'EPERM') return { message: `"${name}" may not be read.` };
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return { message: `"${name}" cannot be read (${code}).` };
  const hint = readBlueprintAddress(name)
    ? `This is the id of a stored blueprint, and files are read here: \`ice blueprint get ${name} > blueprint.json\` makes one.`
    : 'A stored blueprint is named by its id, bp_…: "ice blueprint list" shows them.';
  return { message: `There is no file ${name}.`, hint };
}
