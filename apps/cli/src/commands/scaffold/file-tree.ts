/** Draws files as a tree, folders first seen first. Pure. */

/** A file of the tree. */
export interface TreeFile {
  /** From the root of the tree, with the separators of this system or `/`. */
  readonly path: string;
  /** What stands behind its name. */
  readonly mark: string;
}

/** A folder by the names in it; a file by its mark. */
type Branch = Map<string, Branch | string>;

/** The lines, the root first. */
export function fileTree(root: string, files: readonly TreeFile[]): readonly string[] {
  const top: Branch = new Map();
  for (const file of [...files].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    const parts = file.path.split(/[\\/]/);
    const folder = parts.slice(0, -1).reduce(folderIn, top);
    folder.set(parts.at(-1) ?? '', file.mark);
  }
  return [root, ...linesOf(top, '')];
}

function folderIn(branch: Branch, name: string): Branch {
  const known = branch.get(name);
  if (known !== undefined && typeof known !== 'string') return known;
  const made: Branch = new Map();
  branch.set(name, made);
  return made;
}

function linesOf(branch: Branch, indent: string): readonly string[] {
  const entries = [...branch];
  return entries.flatMap(([name, inner], index) => {
    const isLast = index === entries.length - 1;
    const line = `${indent}${isLast ? '└── ' : '├── '}${name}`;
    if (typeof inner === 'string') return [`${line}${inner}`];
    return [line, ...linesOf(inner, `${indent}${isLast ? '    ' : '│   '}`)];
  });
}
