/** A command line that has the tools and models of a plugin. Pure. */
import path from 'node:path';
import type { CommandContext } from '../../command/command.js';

/** To be typed in the working directory, after the build. A plugin that the environment names already is not named again. */
export function pluginLine(
  command: string,
  builtFile: string,
  { env, cwd }: Pick<CommandContext, 'env' | 'cwd'>,
): string {
  const plugin = shortPath(builtFile, cwd).replace(/^(?!\.)/, './');
  return `${env['ICE_PLUGINS'] ? '' : `ICE_PLUGINS=${plugin} `}npx ice ${command}`;
}

/** From the working directory, with slashes. */
export function shortPath(file: string, cwd: string): string {
  return path.relative(cwd, file).split(path.sep).join('/');
}
