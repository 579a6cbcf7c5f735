/** Keywords that apply a schema which stands elsewhere. Every step along a reference has its price. */
import type { JsonValue } from '../../json/json-value.js';
import type { CompiledTarget } from '../compile-schema.js';
import type { Judge } from '../judge.js';
import type { CompileKeyword, KeywordContext, KeywordTable } from '../keyword-table.js';
import type { SchemaPlace, SchemaResource } from '../schema-document.js';
import { spendWork } from '../work-meter.js';

const reference: CompileKeyword<JsonValue> = (value, context) => follow(context.resolve(value as string), context);

function follow(place: SchemaPlace, context: KeywordContext): Judge {
  const target = context.target(place);
  const { resource } = place;
  if (resource !== context.resource) return (...judged) => judgeWithin(resource, target, ...judged);
  return (value, judgement, parts) => {
    spendWork(1);
    return target.judge(value, judgement, parts);
  };
}

/** A reference out of a resource has the other one in scope while it lasts. */
function judgeWithin(resource: SchemaResource, { judge }: CompiledTarget, ...judged: Parameters<Judge>): boolean {
  const [, judgement] = judged;
  spendWork(1);
  judgement.scope.push(resource);
  const fits = judge(...judged);
  judgement.scope.pop();
  return fits;
}

/**
 * A reference that leads to a `$dynamicAnchor` goes on to the outermost one of that name among the resources that lead
 * here. Any other leads where it says.
 */
const dynamicReference: CompileKeyword<JsonValue> = (value, context) => {
  const place = context.resolve(value as string);
  const direct = follow(place, context);
  const anchor = anchorOf(value as string, place);
  if (anchor === undefined) return direct;
  const targets = context.dynamicTargets(anchor);
  return (judged, judgement, parts) => {
    spendWork(1 + Math.ceil(judgement.scope.length / SCOPES_PER_UNIT));
    const resource = judgement.scope.find((entered) => targets.has(entered));
    const target = resource === undefined ? undefined : targets.get(resource);
    if (resource === undefined || target === undefined) return direct(judged, judgement, parts);
    return judgeWithin(resource, target, judged, judgement, parts);
  };
};

const SCOPES_PER_UNIT = 16;

/** The name in the fragment of a reference, when it is one that `$dynamicAnchor` gave to the place. */
function anchorOf(reference: string, place: SchemaPlace): string | undefined {
  const name = reference.slice(reference.indexOf('#') + 1);
  return reference.includes('#') && place.resource.dynamicAnchors.get(name) === place ? name : undefined;
}

/** By name, in the order in which they judge. */
export const referenceKeywords: KeywordTable<JsonValue> = { $ref: reference, $dynamicRef: dynamicReference };
