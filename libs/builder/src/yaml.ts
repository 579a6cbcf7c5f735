/** Blueprints as YAML: the same document in another notation. Reading is bounded, since the text may be anybody's. */
import type { Blueprint, Diagnostic, JsonValue } from '@ice/core';
import { CORE_SCHEMA, dump, load, YAMLException } from 'js-yaml';
import { yamlPlaces, type TextPlace } from './yaml-places.js';

const maxBytes = 1_048_576;
const maxDepth = 64;

/** The document and where each of its values stands (of a JSON pointer that leads nowhere: the nearest value around it), or where and
 *  why the text is no YAML. `line` and `column` count from 1. */
export type YamlResult =
  | { readonly ok: true; readonly document: JsonValue; readonly placeOf: (pointer: string) => TextPlace }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

/** Reads YAML of at most 1 MiB and 64 levels, without aliases. Whether the document is a sound blueprint, the compiler says. */
export function fromYaml(text: string): YamlResult {
  if (Buffer.byteLength(text) > maxBytes) return refuse(`The text is larger than ${maxBytes} bytes.`);
  try {
    const document = load(text, { schema: CORE_SCHEMA, maxDepth, maxAliases: 0 }) as JsonValue;
    let places: ReturnType<typeof yamlPlaces> | undefined;
    return { ok: true, document, placeOf: (pointer) => (places ??= yamlPlaces(text, maxDepth))(pointer) };
  } catch (thrown) {
    if (!(thrown instanceof YAMLException)) return refuse('The text cannot be read as YAML.');
    return refuse(reasonOf(thrown), (thrown.mark?.line ?? 0) + 1, (thrown.mark?.column ?? 0) + 1);
  }
}

/** Writes a blueprint as YAML that reads back to an equal document. */
export function toYaml(blueprint: Blueprint): string {
  return dump(blueprint, { schema: CORE_SCHEMA, lineWidth: 120, noRefs: true });
}

/** The compiler's diagnostics of a document that was read as YAML, each with its line and column in the text. */
export function locateDiagnostics(
  diagnostics: readonly Diagnostic[],
  { placeOf }: Extract<YamlResult, { ok: true }>,
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => ({ ...diagnostic, ...placeOf(diagnostic.pointer) }));
}

/** The library says how many it takes, which is none here. */
function reasonOf({ reason }: YAMLException): string {
  return reason.startsWith('aliases exceeded') ? 'Aliases (*name) are not read: write the value again.' : reason;
}

function refuse(message: string, line = 1, column = 1): YamlResult {
  return { ok: false, message, line, column };
}
