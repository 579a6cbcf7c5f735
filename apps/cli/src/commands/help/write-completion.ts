/** `ice completion`: the script that makes a shell complete commands and options. */
import type { CommandContext, CommandResult } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { globalOptionDeclarations } from '../../command/global-options.js';
import { plainText } from '../../text/plain-text.js';
import { completionPlaces, longName } from './completion-places.js';
import { completionScript, completionShells } from './completion-scripts.js';

/** The script is the text. */
export async function writeCompletion({ args: [name = ''], commands }: CommandContext): Promise<CommandResult> {
  const shell = completionShells.find((each) => each === name);
  if (shell === undefined) {
    throw usageError(`There is no script for "${plainText(name)}".`, `There are: ${completionShells.join(', ')}.`);
  }
  const globals = globalOptionDeclarations.map(({ flags, about }) => ({ text: longName(flags), about }));
  const script = completionScript(shell, completionPlaces(commands, globals));
  return { value: { shell, script }, text: script };
}
