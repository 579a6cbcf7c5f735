/** Looks whether this Node can run iceOS. Pure. */
import { failed, passed, type Check } from './check.js';

/** The oldest that works, as `engines` of the package says. */
const oldest = [20, 19, 0] as const;

/** @param version as `process.versions.node` has it. */
export function checkNode(version: string): Check {
  const parts = version.split('.').map(Number);
  const difference = oldest.map((part, index) => (parts[index] ?? 0) - part).find((each) => each !== 0) ?? 0;
  if (difference >= 0) return passed('node', `Node ${version}`);
  return failed('node', `Node ${version} is too old`, `Install Node ${oldest.join('.')} or a later one.`);
}
