/** Paths of node runs, taken apart: `each[3].copy` is the run of `copy` in pass 3 of the container `each`. */

/** The pass, or block run, in which a node run stands: `each[3]`, `choice`; empty in the root. */
export function frameOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** The container around a node run: `each`; empty in the root. */
export function containerAt(path: string): string {
  return frameOf(path).replace(/\[\d+\]$/, '');
}

/** The node run of another node beside this one. */
export function besides(path: string, nodeId: string): string {
  return `${path.slice(0, path.lastIndexOf('.') + 1)}${nodeId}`;
}

/** The node that a path ends with. */
export function nodeOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The pass before the one in which a node run stands, or null. */
export function passBefore(path: string): string | null {
  const frame = frameOf(path);
  const [, pass] = /\[(\d+)\]$/.exec(frame) ?? [];
  return pass === undefined || pass === '0' ? null : `${containerAt(path)}[${Number(pass) - 1}]`;
}
