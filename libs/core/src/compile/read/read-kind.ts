/** Tells a node's kind. A misspelt type counts as the kind it was meant for only where the node is sound as that kind. */
import { flatNodeSchemaByKind } from '../../blueprint/flat-schema.js';
import type { NodeKind } from '../../blueprint/node-schema.js';
import { extendPointer } from '../../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { nearestName } from '../../json/nearest-name.js';
import { describePlace, describeValue, listOf } from '../diagnostic/describe-value.js';
import { errorAt, type Finding, type Place } from '../diagnostic/finding.js';

/** The kind (null = unknown) and what is wrong with it. */
export interface KindReading {
  readonly kind: NodeKind | null;
  readonly finding: Finding | null;
}

/** Reads the `type` of a node. */
export function readKind(node: JsonObject, holder: Place): KindReading {
  const place = { pointer: extendPointer(holder.pointer, 'type'), nodeId: holder.nodeId };
  const type = Object.hasOwn(node, 'type') ? node['type'] : undefined;
  if (type === undefined) {
    const message = `${describePlace(place.pointer)} is missing`;
    return { kind: null, finding: errorAt(place, 'validation-failed', message, () => ({ hint: kindsHint })) };
  }
  if (isKind(type)) return { kind: type, finding: null };
  return unknownType(node, type, place);
}

const kinds = Object.keys(flatNodeSchemaByKind) as readonly NodeKind[];
/** Those that this version runs: another one would be refused next. */
const kindsHint = `A node is one of ${listOf(Object.keys(flatNodeSchemaByKind))}.`;

function isKind(type: JsonValue): type is NodeKind {
  return typeof type === 'string' && Object.hasOwn(flatNodeSchemaByKind, type);
}

function unknownType(node: JsonObject, type: JsonValue, place: Place): KindReading {
  const near = typeof type === 'string' ? (nearestName(type, kinds) as NodeKind | undefined) : undefined;
  const kind = near !== undefined && isSoundAs(node, near) ? near : null;
  const message = `${describePlace(place.pointer)}: there is no node type ${describeValue(type)}`;
  const finding = errorAt(place, 'unknown-node-type', message, () => {
    const hint = near === undefined ? kindsHint : `Did you mean "${near}"?`;
    if (kind === null) return { hint };
    const patch = [{ op: 'replace', path: place.pointer, value: kind }] as const;
    return { hint, fix: { title: `Make it a node of type "${kind}"`, patch } };
  });
  return { kind, finding };
}

function isSoundAs(node: JsonObject, kind: NodeKind): boolean {
  return flatNodeSchemaByKind[kind].safeParse({ ...node, type: kind }).success;
}
