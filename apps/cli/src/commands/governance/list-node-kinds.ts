/** `ice node-kinds`: what nodes there are, or one kind with an example. */
import type { NodeKind } from '@ice/client';
import type { JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { table } from '../../text/table.js';
import { findNamed } from './find-named.js';
import { inColumns } from './in-columns.js';

/** All kinds, or the one that is named. */
export async function listNodeKinds({ args: [name], connect, output, signal }: CommandContext): Promise<CommandResult> {
  const kinds = await (await connect()).client.catalog.nodeKinds({ signal });
  if (name !== undefined) return oneKind(findNamed(kinds, name, { what: 'node kind', command: 'ice node-kinds' }));
  const rows = kinds.map((kind) => [kind.name, kind.description]);
  return {
    value: kinds as unknown as JsonValue,
    text: `${inColumns(table(['kind', 'what it does'], rows), output)}\n\nOne of them with an example: ice node-kinds <name>`,
  };
}

function oneKind(kind: NodeKind): CommandResult {
  const example = JSON.stringify(kind.example, null, 2).replace(/^/gm, '  ');
  return {
    value: kind,
    text: [`${kind.name}: ${kind.description}`, '', 'for example', example].join('\n'),
  };
}
