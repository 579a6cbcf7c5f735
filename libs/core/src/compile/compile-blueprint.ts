/** The compiler: a document in, a compiled blueprint out, or everything that is wrong with it. Pure, total for any value, linear in
 *  nodes and edges. It never executes anything and never throws for bad input. */
import { copyPlainJson, type PlainJsonProblem } from '../json/copy-plain-json.js';
import type { JsonValue } from '../json/json-value.js';
import { analyse } from './analysis.js';
import { assemble } from './assemble.js';
import type { CompileEnvironment, CompileLimits } from './compile-environment.js';
import type { CompiledBlueprint } from './compiled-blueprint.js';
import { describePlace } from './describe-value.js';
import type { Diagnostic, DiagnosticCode } from './diagnostic.js';
import { placeOf, type DocumentDraft } from './draft.js';
import { errorAt, type Finding } from './finding.js';
import { orderFindings } from './order-findings.js';
import { readDocument } from './read-document.js';
import { runChecks } from './run-checks.js';

/** What compiling gives. The diagnostics of a sound blueprint are warnings. */
export type CompileResult =
  | { readonly ok: true; readonly compiled: CompiledBlueprint; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Compiles a document. The document is neither changed nor kept: the compiled blueprint holds a frozen copy of it. */
export function compileBlueprint(document: JsonValue, environment: CompileEnvironment): CompileResult {
  const { limits } = environment;
  const copy = copyPlainJson(document, plainJsonLimits);
  if (!copy.ok) return { ok: false, diagnostics: orderFindings([notPlain(copy.problem)], document, limits) };
  const { draft, findings } = readDocument(copy.value, limits);
  if (draft === null) return { ok: false, diagnostics: orderFindings(findings, copy.value, limits) };
  if (draft.nodes.length > limits.maxNodes) {
    return { ok: false, diagnostics: orderFindings([tooManyNodes(draft, limits)], copy.value, limits) };
  }
  const analysis = analyse(draft, environment);
  const all = [...findings, ...runChecks(analysis)];
  const diagnostics = orderFindings(all, copy.value, limits);
  if (all.some(({ severity }) => severity === 'error')) return { ok: false, diagnostics };
  return { ok: true, compiled: assemble(analysis), diagnostics };
}

/** The limits of the door, which documents of other ways in (builder, command line) have not passed. */
const plainJsonLimits = { maxDepth: 64, maxValues: 1_000_000, maxKeyLength: 256 };

const plainJsonFaults: Readonly<Record<PlainJsonProblem['reason'], readonly [DiagnosticCode, string]>> = {
  'too-deep': ['nesting-too-deep', `lists and objects nest deeper than ${plainJsonLimits.maxDepth}`],
  'too-large': ['validation-failed', `the document has more than ${plainJsonLimits.maxValues} values`],
  'key-too-long': ['validation-failed', `a key is longer than ${plainJsonLimits.maxKeyLength} characters`],
  'forbidden-key': ['unknown-property', 'a key may not be "__proto__"'],
  'not-json': ['validation-failed', 'expected JSON, got a value that is none'],
};

function notPlain({ reason, pointer }: PlainJsonProblem): Finding {
  const [code, fault] = plainJsonFaults[reason];
  const advise = () => ({ fix: { title: 'Remove it', patch: [{ op: 'remove', path: pointer }] as const } });
  const place = { pointer, nodeId: null };
  return errorAt(place, code, `${describePlace(pointer)}: ${fault}`, reason === 'forbidden-key' ? advise : undefined);
}

function tooManyNodes(draft: DocumentDraft, { maxNodes }: CompileLimits): Finding {
  const message = `There are more than ${maxNodes} nodes, nested ones included.`;
  const hint = 'Loop over a list in place of nodes that differ in their data only, or split the blueprint.';
  return errorAt(placeOf(draft.object, 'nodes'), 'too-many-nodes', message, () => ({ hint }));
}
