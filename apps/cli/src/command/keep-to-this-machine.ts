/** Keeps commands that look at this machine from being asked about another one: what they say of the local folder is not to be read as
 *  what is true of a server. */
import { usageError } from './cli-error.js';
import type { Intent } from './create-program.js';
import type { Output } from './output.js';

type CommandIntent = Extract<Intent, { readonly kind: 'command' }>;

/** Does nothing for other commands. ICE_URL is set for others too, so it is no wish and only told. @throws CliError `usage` where there is
 *  `--remote`. */
export function keepToThisMachine(
  { declaration, global }: CommandIntent,
  remoteUrl: string | null,
  output: Pick<Output, 'progress'>,
): void {
  if (!declaration.isOfThisMachine || remoteUrl === null) return;
  const { name } = declaration;
  if (global.remote !== null) throw usageError(`--remote: ${name} looks at this machine only.`);
  output.progress(`ICE_URL is of no use here: ${name} looks at this machine only.`);
}
