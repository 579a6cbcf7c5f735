/** Everything that the compiler knows of a document, also of an unsound or half-finished one. Pure, total for any value, linear in
 *  nodes and edges. It never executes anything and never throws for bad input. */
import { copyPlainJson, type PlainJsonProblem } from '../json/copy-plain-json.js';
import type { JsonValue } from '../json/json-value.js';
import { analyse, type Analysis } from './analyse/analysis.js';
import { assemble } from './assemble/assemble.js';
import { findOwnRecursion } from './assemble/find-own-recursion.js';
import { checkSchemas } from './checks/check-schemas.js';
import { runChecks } from './checks/run-checks.js';
import type { CompileEnvironment, CompileLimits } from './compile-environment.js';
import type { CompiledBlueprint } from './compiled-blueprint.js';
import { describePlace } from './diagnostic/describe-value.js';
import type { Diagnostic, DiagnosticCode } from './diagnostic/diagnostic.js';
import { errorAt, type Finding } from './diagnostic/finding.js';
import { orderFindings } from './diagnostic/order-findings.js';
import { placeOf, type DocumentDraft } from './read/draft.js';
import { plainJsonLimits } from './read/plain-json-limits.js';
import { readDocument } from './read/read-document.js';
import type { DocumentTypes } from './typing/document-types.js';
import { typeDocument } from './typing/type-document.js';

/** What the compiler knows of any document, also an unsound or half-finished one. */
export interface Inspection {
  /** At most as many as the limits allow, in document order. */
  readonly diagnostics: readonly Diagnostic[];
  /** Null where an error refuses it. */
  readonly compiled: CompiledBlueprint | null;
  /** The document taken apart. Null where it is no JSON object (or too deep, or has too many nodes). */
  readonly analysis: Analysis | null;
  readonly types: DocumentTypes | null;
}

/** Inspects a document. The document is neither changed nor kept: all that is given holds a frozen copy of it. */
export function inspectBlueprint(document: JsonValue, environment: CompileEnvironment): Inspection {
  const { limits } = environment;
  const copy = copyPlainJson(document, plainJsonLimits);
  if (!copy.ok) return refused([notPlain(copy.problem)], document, limits);
  const { draft, findings } = readDocument(copy.value, limits);
  if (draft === null) return refused(findings, copy.value, limits);
  if (draft.nodes.length > limits.maxNodes) return refused([tooManyNodes(draft, limits)], copy.value, limits);
  return inspectDraft(draft, findings, copy.value, environment);
}

function refused(findings: readonly Finding[], document: JsonValue, limits: CompileLimits): Inspection {
  return { diagnostics: orderFindings(findings, document, limits), compiled: null, analysis: null, types: null };
}

function inspectDraft(
  draft: DocumentDraft,
  formFindings: readonly Finding[],
  document: JsonValue,
  environment: CompileEnvironment,
): Inspection {
  const analysis = analyse(draft, environment);
  const schemaFindings = checkSchemas(draft);
  const types = typeDocument(analysis, schemaFindings);
  const findings = [...formFindings, ...schemaFindings, ...runChecks(analysis, types)];
  const isSound = !findings.some(({ severity }) => severity === 'error');
  const assembled = isSound ? assemble(analysis, types) : null;
  const recursion = assembled === null ? [] : findOwnRecursion(assembled, environment.cost);
  const diagnostics = orderFindings([...findings, ...recursion], document, environment.limits);
  return { diagnostics, compiled: recursion.length > 0 ? null : assembled, analysis, types };
}

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
