/** The output types of a document's nodes as JSON Schemas. Nodes may share types that are large when they are written out, so what is
 *  written is bounded: a schema beyond the bound takes everything, which is true, if little. */
import { schemaOfType, type Inspection, type JsonObject, type Type } from '@ice/core';

/** Characters of all schemas together, about. */
const defaultMaxText = 1_000_000;

/** By id; of two nodes with one id, the first. Null where the document could not be read at all. */
export function presentTypes(
  { analysis, types }: Inspection,
  maxText = defaultMaxText,
): Readonly<Record<string, JsonObject>> | null {
  if (analysis === null || types === null) return null;
  const write = boundedWriter(maxText);
  return Object.fromEntries([...analysis.draft.nodeById].map(([id, node]) => [id, write(types.outputOf(node))]));
}

/** Writes schemas, each type once, until there is too much of them. */
function boundedWriter(maxText: number): (type: Type) => JsonObject {
  const written = new Map<Type, { readonly schema: JsonObject; readonly length: number }>();
  let left = maxText;
  return (type) => {
    if (left <= 0) return {};
    const known = written.get(type) ?? measured(schemaOfType(type));
    written.set(type, known);
    left -= known.length;
    return left > 0 ? known.schema : {};
  };
}

function measured(schema: JsonObject): { readonly schema: JsonObject; readonly length: number } {
  return { schema, length: JSON.stringify(schema).length };
}
