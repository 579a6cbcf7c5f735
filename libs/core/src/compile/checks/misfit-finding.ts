/** The finding about a value that does not fit where it is used. */
import { extendPointer } from '../../json/json-pointer.js';
import type { JsonValue } from '../../json/json-value.js';
import { misfitMessage } from '../../type/misfit-message.js';
import { describePlace } from '../diagnostic/describe-value.js';
import type { DiagnosticCode } from '../diagnostic/diagnostic.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import type { Field } from '../read/draft.js';
import { adviseMisfit } from './advise-misfit.js';
import type { PartMisfit } from './judge-part.js';

/** The place that wants another value. */
export interface Wanting {
  readonly field: Field;
  /** The place by its name: `pricing_strategy`, `listings.items`. */
  readonly name: string;
  /** What stands in for null there, where its owner says so. */
  readonly fallback?: JsonValue | undefined;
}

/** An error at the string, or the part, that does not fit. */
export function misfitFinding(found: PartMisfit, wanting: Wanting): Finding {
  const { part, misfit, path } = found;
  const place = { pointer: wanting.field.pointer + part.pointer, nodeId: wanting.field.nodeId };
  const where = wanting.name + pathText(path);
  const message = misfitMessage(misfit, where, sourceOf(found));
  return errorAt(place, codeOf(found), `${describePlace(place.pointer)}: ${message}`, () =>
    adviseMisfit(found, wanting),
  );
}

/** A null that is written out is there for sure. */
function codeOf({ misfit, part }: PartMisfit): DiagnosticCode {
  return misfit.reason === 'null' && part.template.kind !== 'literal' ? 'possibly-null' : 'type-mismatch';
}

/** `.cost`, `.rows[0]`, `["a b"]`. */
function pathText(path: PartMisfit['path']): string {
  return path.length === 0 ? '' : describePlace(extendPointer('', 'x', ...path)).slice(1);
}

/** The expression, where a short one makes all of the value. */
function sourceOf({ part: { template } }: PartMisfit): string | undefined {
  const source = template.kind === 'expression' ? template.expression.source : '';
  return source === '' || source.length > 60 ? undefined : source;
}
