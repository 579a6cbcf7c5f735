/** `ice budget set`: says what the organisation may spend. It counts from the next admission on. */
import type { JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { budgetText } from './budget-text.js';

/** See the head of this file. */
export async function setBudget({ args: [text = ''], connect, signal }: CommandContext): Promise<CommandResult> {
  const limit = limitOf(text);
  const budget = await (await connect()).client.governance.setBudget(limit, { signal });
  return { value: budget as unknown as JsonValue, text: budgetText(budget) };
}

/** Whether it is too much, the server says. */
function limitOf(text: string): number | null {
  if (text === 'none') return null;
  if (/^\d{1,7}(\.\d{1,9})?$/.test(text)) return Number(text);
  throw usageError('The limit is an amount in USD, such as 25 or 0.5, or none.');
}
