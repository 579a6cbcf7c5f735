/** `ice blueprint list`: what is stored, oldest first. */
import type { BlueprintRow } from '@ice/client';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { table } from '../../text/table.js';

const mostOfPage = 1_000;
const most = 100_000;

/** See the head of this file. */
export async function listBlueprints(context: CommandContext): Promise<CommandResult> {
  const { output } = context;
  const limit = limitOf(context.options['limit']);
  const { rows, hasMore } = await firstRows(context, limit);
  if (hasMore) output.progress(`There are more than ${limit}: --limit shows them.`);
  return {
    value: { data: rows.map((row) => ({ ...row })), has_more: hasMore },
    text: rows.length === 0 ? emptyText(context.options) : table(['id', 'name', 'tags', 'updated'], rows.map(cells)),
  };
}

async function firstRows({ connect, options, signal }: CommandContext, limit: number) {
  const { client } = await connect();
  const { name, tag } = options;
  const filter = {
    limit: Math.min(limit, mostOfPage),
    ...(typeof name === 'string' && { name }),
    ...(typeof tag === 'string' && { tag }),
  };
  const rows: BlueprintRow[] = [];
  for await (const row of client.blueprints.list(filter, { signal })) {
    if (rows.length === limit) return { rows, hasMore: true };
    rows.push(row);
  }
  return { rows, hasMore: false };
}

function limitOf(text: CommandContext['options'][string]): number {
  const limit = /^\d{1,6}$/.test(String(text)) ? Number(text) : 0;
  if (limit >= 1 && limit <= most) return limit;
  throw usageError(`--limit is a number from 1 to ${most}.`);
}

function cells({ id, name, tags, updated_at }: BlueprintRow): readonly string[] {
  return [id, name, tags.join(','), updated_at];
}

function emptyText({ name, tag }: CommandContext['options']): string {
  if (name !== undefined || tag !== undefined)
    return 'No stored blueprint is like that. All of them: ice blueprint list';
  return 'No blueprint is stored yet. Store one: ice blueprint put <file>';
}
