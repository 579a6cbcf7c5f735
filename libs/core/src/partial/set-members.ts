/** Members of an object set or removed, as a JSON Patch: what `update_node` and `set` have in common. */
import { extendPointer } from '../json/json-pointer.js';
import type { JsonObject } from '../json/json-value.js';
import type { PatchOperation } from '../json/apply-patch.js';

/** One operation for each value; null removes a member, and one that is not there needs no removing. */
export function setMembers(object: JsonObject, pointer: string, values: JsonObject): readonly PatchOperation[] {
  return Object.entries(values).flatMap(([name, value]): readonly PatchOperation[] => {
    const path = extendPointer(pointer, name);
    if (value !== null) return [{ op: 'add', path, value }];
    return Object.hasOwn(object, name) ? [{ op: 'remove', path }] : [];
  });
}
