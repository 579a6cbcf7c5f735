/** `ice verify-store`: whether the store of the settings keeps its promises. The same look as `npm run verify-store`. */
import { runVerifyCommand } from '@ice/api';
import type { JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { CliError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';

const unreadable = 9;

interface Finding {
  readonly promise: string;
  readonly execution_id: string;
  readonly message: string;
}

/** Exit code 1 where a promise is not kept. */
export async function verifyStore({ env, output }: CommandContext): Promise<CommandResult> {
  const findings: Finding[] = [];
  const said: string[] = [];
  const code = await runVerifyCommand(['--json'], env, {
    out: (text) => void findings.push(JSON.parse(text) as Finding),
    err: (text) => void said.push(text.trimEnd()),
  });
  if (code === unreadable) {
    throw new CliError(said.join('\n'), { exitCode: unreadable, code: 'store-unavailable' });
  }
  said.forEach((line) => output.progress(line));
  return {
    value: { ok: findings.length === 0, findings: findings.map((each): JsonValue => ({ ...each })) },
    text: findings.map(lineOf).join('\n'),
    exitCode: findings.length === 0 ? 0 : 1,
  };
}

function lineOf({ promise, execution_id, message }: Finding): string {
  return `${promise} ${execution_id} ${plainText(message)}`;
}
