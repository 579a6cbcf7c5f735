/** Draws the difference of two documents as text, node by node. It compares nothing itself. */
import type { BlueprintDiff, FieldChange, JsonValue, NodeChange } from '@ice/core';
import { plainText } from '../../text/plain-text.js';

const marks: Readonly<Record<NodeChange['change'], string>> = { added: '+', removed: '-', changed: '~', moved: '>' };

/** The lines, without a line break at the end; one sentence where nothing differs. */
export function drawDiff({ document, nodes, counts, truncated }: BlueprintDiff): string {
  if (document.length === 0 && nodes.length === 0) return 'Nothing differs but, perhaps, the layout.';
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const summary = told.map(([change, count]) => `${count} ${change}`).join(', ');
  return [
    ...(document.length > 0 ? ['~ document', ...document.flatMap(fieldLines)] : []),
    ...nodes.flatMap(nodeLines),
    ...(truncated ? ['… there is more than is told here'] : []),
    '',
    summary === '' ? 'No node differs.' : `Nodes: ${summary}.`,
  ].join('\n');
}

function nodeLines({ id, change, pointer_from, pointer_to, moved, fields }: NodeChange): readonly string[] {
  const hasMoved = change === 'moved' || moved === true;
  const place = hasMoved ? `${pointer_from} → ${pointer_to}` : (pointer_to ?? pointer_from ?? '');
  const shown = change === 'changed' ? fields.flatMap(fieldLines) : [];
  return [`${marks[change]} ${plainText(id)}  ${plainText(place)}`, ...shown];
}

function fieldLines({ pointer, before, after }: FieldChange): readonly string[] {
  return [
    `    ${plainText(pointer === '' ? '(the whole)' : pointer)}`,
    ...(before === undefined ? [] : [`      - ${valueText(before)}`]),
    ...(after === undefined ? [] : [`      + ${valueText(after)}`]),
  ];
}

function valueText(value: JsonValue): string {
  return plainText(JSON.stringify(value));
}
