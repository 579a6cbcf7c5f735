/** How stored blueprints are called as tools. A name is decided by the blueprint and by those of the same name, and leads back to it
 *  without a look at all others. Pure. */
import { blueprintIdPattern } from '../../blueprints/blueprint-id.js';

/** What models take as the name of a tool has at most so many characters. */
const longestName = 64;

const plain = new RegExp(`^[a-zA-Z0-9_-]{1,${longestName}}$`);
const suffixed = /_([0-9A-HJKMNP-TV-Z]{26})$/;

/** True for a name that can stand for itself. @param reserved names of other tools. */
export function isPlainToolName(name: string, reserved: ReadonlySet<string>): boolean {
  return plain.test(name) && !suffixed.test(name) && !reserved.has(name);
}

/** The name that no other blueprint has: as much of its own as fits, and the digits of its id. */
export function uniqueToolName(name: string, id: string): string {
  const suffix = `_${id.slice('bp_'.length)}`;
  const base = name.replace(/[^a-zA-Z0-9_-]+/g, '_').slice(0, longestName - suffix.length);
  return `${base}${suffix}`;
}

/** The id in a name that `uniqueToolName` may have given, or null. */
export function idInToolName(toolName: string): string | null {
  const digits = suffixed.exec(toolName)?.[1];
  const id = `bp_${digits}`;
  return digits !== undefined && blueprintIdPattern.test(id) ? id : null;
}
