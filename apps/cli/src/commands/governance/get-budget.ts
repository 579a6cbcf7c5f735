/** `ice budget get`: what the organisation may spend, and what is left of it. */
import type { JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { budgetText } from './budget-text.js';

/** See the head of this file. */
export async function getBudget({ connect, signal }: CommandContext): Promise<CommandResult> {
  const budget = await (await connect()).client.governance.budget({ signal });
  return { value: budget as unknown as JsonValue, text: budgetText(budget) };
}
