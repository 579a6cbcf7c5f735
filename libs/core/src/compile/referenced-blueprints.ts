/** Which stored blueprints a document names, so that whoever compiles it can fetch them first. Total for any JSON of any depth, and
 *  tolerant: where the type of a node is misspelt, what it names is still found. */
import { blueprintReferencePattern } from '../blueprint/workflow-fields.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';

/** The references (`bp_…` and `sha256:…`, never `self`) of its nodes and of its agents, each once, in document order. */
export function referencedBlueprints(document: JsonValue): readonly string[] {
  if (!isJsonObject(document)) return [];
  const found = new Set<string>();
  // A list of what is still to be seen, the next one last: the depth of a document is its author's choice.
  const pending: JsonValue[] = [document['finally'] ?? null, document['nodes'] ?? null];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isJsonObject(value) && typeof value['type'] === 'string') addReferences(value, found);
    for (const inner of Object.values(value).reverse()) pending.push(inner);
  }
  return [...found];
}

/** A node has them as members, or in a list. */
function addReferences(node: JsonObject, found: Set<string>): void {
  for (const text of Object.values(node).flat()) {
    if (typeof text === 'string' && blueprintReferencePattern.test(text)) found.add(text);
  }
}
