/** A finding in the making: a diagnostic whose advice (hint and fix) is worked out only when it is certain to be shown, because
 *  looking for near names among thousands is dear and at most a hundred findings are shown. */
import type { Diagnostic, DiagnosticCode, Fix } from './diagnostic.js';
import type { LocatedMend, TextMends } from './mend-text.js';

/** What to do about a finding. */
export interface Advice {
  readonly hint?: string | undefined;
  readonly fix?: Fix | undefined;
  /** In place of a fix: a change of a part of a text, of which there may be several. */
  readonly mend?: LocatedMend | undefined;
}

/** A diagnostic without its advice yet. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly pointer: string;
  readonly nodeId: string | null;
  /** Pure; called at most once. */
  readonly advise?: (() => Advice) | undefined;
}

/** Where a finding stands. */
export interface Place {
  readonly pointer: string;
  readonly nodeId: string | null;
}

/** A finding that refuses the blueprint. */
export function errorAt(place: Place, code: DiagnosticCode, message: string, advise?: () => Advice): Finding {
  return { code, severity: 'error', message, pointer: place.pointer, nodeId: place.nodeId, advise };
}

/** A finding that is only worth knowing. */
export function warningAt(place: Place, code: DiagnosticCode, message: string, advise?: () => Advice): Finding {
  return { ...errorAt(place, code, message, advise), severity: 'warning' };
}

/** The finding as everyone sees it, after those that are shown before it, whose mends `mends` has. */
export function toDiagnostic(finding: Finding, mends: TextMends): Diagnostic {
  const { code, severity, message, pointer, nodeId, advise } = finding;
  const { hint, mend, fix = mend && mends.fixOf(mend) } = advise?.() ?? {};
  return Object.freeze({
    code,
    severity,
    message,
    pointer,
    node_id: nodeId,
    ...(hint !== undefined && { hint }),
    ...(fix !== undefined && { fix }),
  });
}
