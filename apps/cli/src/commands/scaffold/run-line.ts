/** The command line that runs a blueprint with the tools of a plugin. Pure. */
import path from 'node:path';
import type { CommandContext } from '../../command/command.js';

/** To be typed in the working directory. A plugin that the environment names already is not named again. */
export function runLine(
  document: string,
  builtFile: string,
  { env, cwd }: Pick<CommandContext, 'env' | 'cwd'>,
): string {
  const from = (file: string): string => path.relative(cwd, file).split(path.sep).join('/');
  const plugin = from(builtFile).replace(/^(?!\.)/, './');
  return `${env['ICE_PLUGINS'] ? '' : `ICE_PLUGINS=${plugin} `}npx ice run ${from(document)}`;
}
