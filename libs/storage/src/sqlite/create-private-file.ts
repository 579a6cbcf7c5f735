/** Makes the file of a store before SQLite does, because SQLite would let everyone read it. Never opens a file that is there:
 *  closing it again would drop the locks that another connection of this process holds on it. */
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from './store-unavailable.js';

const ownerOnlyFile = 0o600;
const ownerOnlyFolder = 0o700;

/** Creates the file (mode 0600) and the missing folders above it (0700) for this user alone. What exists is left as it is. */
export function createPrivateFile(file: string): void {
  const firstFolder = mkdirSync(path.dirname(file), { recursive: true, mode: ownerOnlyFolder });
  // SQLite makes the names inside the store's folder durable, but not the folder's own name.
  if (firstFolder !== undefined) syncFolder(path.dirname(firstFolder));
  try {
    closeSync(openSync(file, 'wx', ownerOnlyFile));
  } catch (fault) {
    if (codeOf(fault) !== 'EEXIST') throw fault;
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // Folders cannot be opened there.
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
