/** The document of a clone: the same but for its name. */
import type { Blueprint, JsonObject } from '@ice/core';

const suffix = ' (copy)';

/** As long as a blueprint's name may be. */
const maxName = 200;

/** The document under another name; by default its own with ` (copy)` behind it, cut where it would be too long. */
export function cloneDocument(blueprint: Blueprint, name: string | undefined): JsonObject {
  return { ...(blueprint as unknown as JsonObject), name: name ?? copyName(blueprint.name) };
}

/** Never ends in half of a character. */
function copyName(name: string): string {
  const kept = name.slice(0, maxName - suffix.length).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}${suffix}`;
}
