/** What the compiler says about a blueprint: one finding for one fault, with its place, a hint and, where the mend is unambiguous, a fix. */
import type { PatchOperation } from '../../json/apply-patch.js';

export type { PatchOperation };

/** Codes of the compiler's findings. Each stands in `docs/reference/errors.md`. */
export const diagnosticCodes = [
  'validation-failed',
  'unknown-property',
  'node-id-invalid',
  'node-id-reserved',
  'duplicate-node-id',
  'unknown-node-type',
  'unknown-dependency',
  'duplicate-dependency',
  'dependency-out-of-scope',
  'cycle-detected',
  'unknown-reference',
  'reference-out-of-scope',
  'secret-not-allowed',
  'secret-input-invalid',
  'unknown-tool',
  'unknown-blueprint',
  'blueprint-unsound',
  'missing-argument',
  'url-not-allowed',
  'header-not-allowed',
  'model-not-allowed',
  'template-invalid',
  'expression-invalid',
  'regex-unsafe',
  'bound-missing',
  'bound-too-large',
  'cost-unbounded',
  'schema-invalid',
  'variable-shadowed',
  'nesting-too-deep',
  'too-many-nodes',
  'too-many-edges',
  'too-many-blueprints',
  'not-supported-yet',
  'unused-input',
  'unreachable-node',
  'unknown-keyword',
  'unknown-field',
  'type-mismatch',
  'possibly-null',
  'empty-blueprint',
] as const;

/** The name of a finding. */
export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** A mend that a machine can apply. */
export interface Fix {
  /** What it does, for a button. */
  readonly title: string;
  readonly patch: readonly PatchOperation[];
}

/** One finding. `error` refuses the blueprint, `warning` does not. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  /** One sentence that names the things involved. */
  readonly message: string;
  /** JSON pointer into the document; empty for the document itself. */
  readonly pointer: string;
  /** The node it stands in, or null. */
  readonly node_id: string | null;
  /** Where it stands in the YAML that the document was read from, both from 1; whoever read the YAML adds them. */
  readonly line?: number;
  readonly column?: number;
  /** What to do next. */
  readonly hint?: string;
  readonly fix?: Fix;
}
