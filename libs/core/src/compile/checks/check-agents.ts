/** Check: an agent's tools are listed once, and its memory says under which key it is kept exactly where it needs one. */
import { extendPointer } from '../../json/json-pointer.js';
import { isJsonObject } from '../../json/json-value.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, itemFields, type DocumentDraft, type Field, type NodeDraft } from '../read/draft.js';
import { formFinding, removal, repeatedFindings } from './form-finding.js';

/** Findings about the form of agents. */
export function checkAgents(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.filter((node) => node.kind === 'agent').flatMap(checkAgent);
}

function checkAgent({ object }: NodeDraft): readonly Finding[] {
  return [...repeatedFindings(itemFields(fieldOf(object, 'tools'))), ...checkMemory(fieldOf(object, 'memory'))];
}

function checkMemory(memory: Field | undefined): readonly Finding[] {
  if (memory === undefined || !isJsonObject(memory.value)) return [];
  const hasKey = Object.hasOwn(memory.value, 'key');
  const needsKey = memory.value['scope'] === 'key';
  if (hasKey === needsKey) return [];
  if (hasKey) {
    const key = innerField(memory, 'key');
    return [formFinding(key, '"key" has no effect on a memory of the execution', removal(key))];
  }
  const place = { pointer: extendPointer(memory.pointer, 'key'), nodeId: memory.nodeId };
  const message = `${describePlace(place.pointer)} is missing: a memory of scope "key" is kept under one`;
  return [errorAt(place, 'validation-failed', message)];
}
