/** Short ways to write documents in specs, and to read what the compiler says about them. Never used outside of specs. */
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { compileBlueprint } from '../compile-blueprint.js';
import type { CompileLimits } from '../compile-environment.js';
import type { CompiledBlueprint } from '../compiled-blueprint.js';
import type { Diagnostic, PatchOperation } from '../diagnostic/diagnostic.js';
import { sampleEnvironment } from './sample-environment.js';

/** A document with these nodes. */
export function blueprintOf(nodes: JsonValue, more: JsonObject = {}): JsonObject {
  return { schema_version: '1.0', name: 'sample', ...more, nodes };
}

/** A node that echoes a value. */
export function echo(id: string, value: JsonValue = null, more: JsonObject = {}): JsonObject {
  return { id, type: 'tool', tool_name: 'echo', tool_args: { value }, ...more };
}

/** A model call. */
export function ask(id: string, prompt: string, more: JsonObject = {}): JsonObject {
  return { id, type: 'llm', model: 'gpt-4o-mini', prompt, max_output_tokens: 16, ...more };
}

/** A loop over a list that is written out. */
export function each(id: string, itemVar: string, nodes: JsonValue, more: JsonObject = {}): JsonObject {
  return { id, type: 'loop', items: [1, 2], item_var: itemVar, body: { nodes }, ...more };
}

/** A finding without its words. */
export type ShortFinding = readonly [code: string, pointer: string, patch?: readonly PatchOperation[]];

/** Code, pointer and, where there is a fix, its patch. */
export function shortFindings(document: JsonValue, limits?: Partial<CompileLimits>): readonly ShortFinding[] {
  return compileBlueprint(document, sampleEnvironment(limits)).diagnostics.map(({ code, pointer, fix }) => {
    return fix === undefined ? [code, pointer] : [code, pointer, fix.patch];
  });
}

/** All that is said about a document. */
export function diagnosticsOf(document: JsonValue): readonly Diagnostic[] {
  return compileBlueprint(document, sampleEnvironment()).diagnostics;
}

/** The compiled blueprint of a sound document; throws what is wrong with any other. */
export function compiled(document: JsonValue): CompiledBlueprint {
  const result = compileBlueprint(document, sampleEnvironment());
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return result.compiled;
}

/** Patches in short. */
export const patch = {
  remove: (path: string): readonly PatchOperation[] => [{ op: 'remove', path }],
  replace: (path: string, value: JsonValue): readonly PatchOperation[] => [{ op: 'replace', path, value }],
  add: (path: string, value: JsonValue): readonly PatchOperation[] => [{ op: 'add', path, value }],
  rename: (from: string, to: string, value: JsonValue): readonly PatchOperation[] => [
    { op: 'remove', path: from },
    { op: 'add', path: to, value },
  ],
};
