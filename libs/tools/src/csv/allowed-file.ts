/** Opens a file inside the allowed folders, and nothing else: the one door from an argument to the disk. What is judged is the
 *  real path of what was opened, so that neither `..` nor a symbolic link leads out. */
import { FailureError } from '@ice/core';
import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

/** Where tools may read. */
export interface FilesPolicy {
  /** Folders whose files may be read, at any depth; never dot-files or what lies in a dot-folder. */
  readonly directories: readonly string[];
  /** Relative paths are looked up in each directory first, then from here; either way the file must lie in a directory. */
  readonly workingDirectory: string;
}

/**
 * Opens a regular file for reading; the caller closes it.
 * @throws FailureError `path-not-allowed`, or `file-not-found` for an allowed path at which there is nothing to read.
 */
export async function openAllowedFile(asked: string, policy: FilesPolicy): Promise<FileHandle> {
  const refuse = (reason: string): FailureError => notAllowed(asked, reason, policy);
  const reason = oddity(asked);
  if (reason) throw refuse(reason);
  const candidates = candidatesOf(asked, policy);
  if (candidates.length === 0) throw refuse('leads out of it');
  for (const candidate of candidates) {
    const real = await realpath(candidate).catch(() => undefined);
    if (real === undefined) continue;
    if (!(await isInsideReally(real, policy))) throw refuse('leads out of it through a link, or to a dot-file');
    return openRegular(real, refuse);
  }
  throw new FailureError('file-not-found', `There is no file ${quoted(asked)} in ${folders(policy)}.`, {
    evidence: { path: asked.slice(0, 200) },
  });
}

/** What no path may look like on any system, whatever exists there. */
function oddity(asked: string): string | undefined {
  if (asked.includes('\0')) return 'holds a NUL character';
  if (asked.includes('\\')) return 'holds a backslash; write "/"';
  if (/^[a-z][a-z0-9+.-]*:/i.test(asked)) return 'is a URL or a drive, not a path';
  if (asked.split('/').some((name) => /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i.test(name)))
    return 'names a device';
  return undefined;
}

/** Absolute paths that are inside a folder by their spelling, in the order in which they are tried. */
function candidatesOf(asked: string, { directories, workingDirectory }: FilesPolicy): readonly string[] {
  const bases = [...directories.map((directory) => path.resolve(workingDirectory, directory)), workingDirectory];
  const resolved = bases.map((base) => path.resolve(base, asked));
  return [...new Set(resolved)].filter((file) => bases.slice(0, -1).some((directory) => isInside(file, directory)));
}

async function isInsideReally(real: string, { directories, workingDirectory }: FilesPolicy): Promise<boolean> {
  const roots = directories.map((directory) => path.resolve(workingDirectory, directory));
  const realRoots = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
  return realRoots.some((root) => isInside(real, root));
}

/** Dot-files count as outside. */
function isInside(file: string, directory: string): boolean {
  const relative = path.relative(directory, file);
  return !path.isAbsolute(relative) && relative.split(path.sep).every((name) => !name.startsWith('.'));
}

/** Opens without following a link put there meanwhile, and without waiting for the other end of a named pipe. */
async function openRegular(real: string, refuse: (reason: string) => FailureError): Promise<FileHandle> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const file = await open(real, flags).catch(() => undefined);
  if (!file) throw refuse('cannot be read');
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw refuse('is no regular file');
}

function notAllowed(asked: string, reason: string, policy: FilesPolicy): FailureError {
  const message = `Files are read from ${folders(policy)} only, and never dot-files: the path ${quoted(asked)} ${reason}.`;
  return new FailureError('path-not-allowed', message, { evidence: { path: asked.slice(0, 200) } });
}

function folders({ directories }: FilesPolicy): string {
  if (directories.length === 0) return 'no folder (ICE_FILES_DIR is empty)';
  return directories.map((directory) => `"${directory}"`).join(' or ');
}

function quoted(asked: string): string {
  return JSON.stringify(asked.slice(0, 200));
}
