/** `ice help exit-codes`: what the exit code of a command means. */
import type { CommandResult } from '../../command/command.js';
import { exitCodes } from '../../command/exit-codes.js';
import { table } from '../../text/table.js';

/** In numerical order. */
export async function showExitCodes(): Promise<CommandResult> {
  const meanings = Object.entries(exitCodes);
  return {
    value: meanings.map(([code, meaning]) => ({ exit_code: Number(code), meaning })),
    text: table([{ heading: 'code', side: 'right' }, 'meaning'], meanings),
  };
}
