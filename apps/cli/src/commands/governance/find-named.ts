/** Finds what somebody has named in a list of the catalog. */
import { nearestName } from '@ice/core';
import { CliError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';

/**
 * The item of a name.
 *
 * @param what one of it is called: `tool`, `node kind`.
 * @param command that shows one: `ice tools`.
 * @throws CliError with the name that was perhaps meant
 */
export function findNamed<T extends { readonly name: string }>(
  items: readonly T[],
  name: string,
  { what, command }: { readonly what: string; readonly command: string },
): T {
  const found = items.find((item) => item.name === name);
  if (found) return found;
  const nearest = nearestName(
    name,
    items.map((item) => item.name),
  );
  const hint = nearest === undefined ? `"${command}" lists all.` : `Did you mean: ${command} ${nearest}`;
  throw new CliError(`There is no ${what} "${plainText(name)}".`, { exitCode: 3, code: 'not-found', hint });
}
