/** The compiler: a document in, a compiled blueprint out, or everything that is wrong with it. */
import type { JsonValue } from '../json/json-value.js';
import type { CompileEnvironment } from './compile-environment.js';
import type { CompiledBlueprint } from './compiled-blueprint.js';
import type { Diagnostic } from './diagnostic/diagnostic.js';
import { inspectBlueprint } from './inspect-blueprint.js';

/** What compiling gives. The diagnostics of a sound blueprint are warnings. */
export type CompileResult =
  | { readonly ok: true; readonly compiled: CompiledBlueprint; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Compiles a document. The document is neither changed nor kept: the compiled blueprint holds a frozen copy of it. */
export function compileBlueprint(document: JsonValue, environment: CompileEnvironment): CompileResult {
  const { compiled, diagnostics } = inspectBlueprint(document, environment);
  return compiled === null ? { ok: false, diagnostics } : { ok: true, compiled, diagnostics };
}
