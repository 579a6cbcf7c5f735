/** Names of errors are free text, codes of failures are not: one becomes the other, and comes back as it was. */
import { NotClaimed } from './not-claimed.js';

/** Where a definition gave no cause: an empty one is something else. */
export const noCause = '(no cause)';

const mark = 'asl.';
const longest = 64;

/** Codes of the engine itself that stand for `States.Runtime`: the machine could not go on, whatever was tried. */
const runtimeCodes = ['expression-failed', 'condition-not-boolean', 'items-not-a-list', 'loop-limit-exceeded'];

/** The code of an error name: capitals become a dash and the small letter, what is no letter, digit or point its number. An absent
 *  name has a code too. */
export function codeOf(name: string | undefined): string {
  if (name === 'States.Timeout') return 'timeout';
  const code = `${mark}${Array.from(name ?? '', encoded).join('')}`;
  if (code.length > longest) throw new NotClaimed('long-error-name', String(name));
  return code;
}

/** All codes that a name in `ErrorEquals` stands for. */
export function codesOf(name: string): readonly string[] {
  return name === 'States.Runtime' ? [codeOf(name), ...runtimeCodes] : [codeOf(name)];
}

/** The name behind a code; null where a definition gave none. */
export function nameOf(code: string): string | null {
  if (code === 'timeout') return 'States.Timeout';
  if (!code.startsWith(mark)) return 'States.Runtime';
  const name = code
    .slice(mark.length)
    .replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())
    .replace(/_([0-9a-f]+)_/g, (_match, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return name === '' ? null : name;
}

/** The cause in the message of a failure; null where a definition gave none, and for a deadline: of that the service says none. */
export function causeOf({ code, message }: { readonly code: string; readonly message: string }): string | null {
  return message === noCause || code === 'timeout' ? null : message;
}

/** True when a list of names takes every error but those that none takes. */
export function takesAll(names: readonly string[]): boolean {
  return names.length === 0 || names.includes('States.ALL');
}

function encoded(character: string): string {
  if (/[a-z0-9.]/.test(character)) return character;
  if (/[A-Z]/.test(character)) return `-${character.toLowerCase()}`;
  return `_${(character.codePointAt(0) as number).toString(16)}_`;
}
