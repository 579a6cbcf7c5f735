/** `ice cost`: what was spent and is reserved in the window of the budget, by key, by blueprint and by day. */
import type { Budget } from '@ice/client';
import { formatUsd, parseUsd, type JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { table } from '../../text/table.js';
import { budgetText } from './budget-text.js';

type Row = readonly [name: string, spent: string, reserved: string];

/** See the head of this file. */
export async function showCost({ options, connect, signal }: CommandContext): Promise<CommandResult> {
  const since = sinceOf(options['since'], new Date());
  const budget = await (await connect()).client.governance.budget({ signal });
  const days = budget.days.filter(({ day }) => since === null || day >= since);
  const spentSince = formatUsd(days.reduce((sum, { spent_usd }) => sum + parseUsd(spent_usd), 0));
  const facts = since === null ? {} : { since, spent_since_usd: spentSince };
  const head = since === null ? [] : [`since ${since} $${spentSince} spent`, ''];
  return {
    value: { ...budget, days, ...facts } as unknown as JsonValue,
    text: [...head, budgetText(budget), ...partLines({ ...budget, days })].join('\n'),
  };
}

/** Days are kept of this month only, so an earlier one would be told too little of. */
function sinceOf(text: CommandContext['options'][string], now: Date): string | null {
  if (text === undefined) return null;
  const day = String(text);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  if (!isDay) throw usageError('--since is a day such as 2026-11-20.');
  const month = now.toISOString().slice(0, 7);
  if (day.startsWith(month)) return day;
  throw usageError(`--since is a day of this month (${month}, UTC): the days of others are not kept.`);
}

function partLines({ keys, blueprints, days }: Budget): readonly string[] {
  const parts = [
    ...section(
      'key',
      keys.map(({ key_id, spent_usd, reserved_usd }) => [key_id, spent_usd, reserved_usd]),
    ),
    ...section(
      'blueprint',
      blueprints.map((each) => [each.blueprint_id, each.spent_usd, each.reserved_usd]),
    ),
    ...section(
      'day',
      days.map(({ day, spent_usd, reserved_usd }) => [day, spent_usd, reserved_usd]),
    ),
  ];
  return parts.length > 0 ? parts : ['', 'Nothing was spent. Run something: ice run <file>'];
}

function section(heading: string, rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const money = ['spent', 'reserved'].map((each) => ({ heading: each, side: 'right' }) as const);
  const cells = rows.map(([name, spent, reserved]) => [name, `$${spent}`, `$${reserved}`]);
  return ['', ...table([heading, ...money], cells).split('\n')];
}
