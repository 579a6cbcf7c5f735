/** Looks whether the data folder can be written. A look makes no folder: where it is not there yet, the one that it will be made in counts. */
import { constants, existsSync } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { failed, passed, type Check } from './check.js';

const fix = 'Set ICE_DATA_DIR to a folder that you may write.';

/** @param folder absolute. */
export async function checkDataFolder(folder: string): Promise<Check> {
  const nearest = nearestExisting(folder);
  const isFolder = await stat(nearest).then((facts) => facts.isDirectory());
  if (!isFolder) return failed('data folder', `${nearest} is no folder`, fix);
  const isWritable = await access(nearest, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) return failed('data folder', `${nearest} cannot be written`, fix);
  return passed('data folder', nearest === folder ? `${folder} can be written` : `${folder} will be made`);
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || path.dirname(folder) === folder ? folder : nearestExisting(path.dirname(folder));
}
