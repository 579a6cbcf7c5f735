/** `ice config`: every setting as it counts here, and where it comes from. Values of secrets are never shown. */
import { ConfigError, describeSettings, environmentFile, readAppConfig } from '@ice/api';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { plainText } from '../../text/plain-text.js';
import { table } from '../../text/table.js';

const invalid = 3;

/** Exit code 3 where a server would not start with them. */
export async function showConfig({ env, cwd }: CommandContext): Promise<CommandResult> {
  const settings = describeSettings(env, environmentFile(cwd));
  const problems = problemsOf(env);
  const rows = settings.map(({ name, value, origin }) => [name, value ?? '', origin]);
  const text = [table(['variable', 'value', 'from'], rows), ...problems.map((each) => `✖ ${plainText(each)}`)];
  return {
    value: { ok: problems.length === 0, settings: settings.map((each) => ({ ...each })), problems },
    text: text.join('\n'),
    exitCode: problems.length === 0 ? 0 : invalid,
  };
}

function problemsOf(environment: CommandContext['env']): readonly string[] {
  try {
    readAppConfig(environment);
    return [];
  } catch (fault) {
    if (fault instanceof ConfigError) return fault.sentences;
    throw fault;
  }
}
