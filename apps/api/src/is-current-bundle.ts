/** Whether the bundle of `scripts/bundle-api.mjs` holds what is compiled and installed now. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A file that changes with what was bundled. */
interface BundledInput {
  /** From the folder of the bundle. */
  readonly file: string;
  readonly modified_ms: number;
}

/** False where there is no bundle. A file that is gone has not changed: an image may come without what the compiler keeps for itself. */
export function isCurrentBundle(folder: string): boolean {
  const stamp = path.join(folder, 'inputs.json');
  if (!existsSync(stamp)) return false;
  const inputs = JSON.parse(readFileSync(stamp, 'utf8')) as readonly BundledInput[];
  return inputs.every(({ file, modified_ms }) => {
    const now = statSync(path.join(folder, file), { throwIfNoEntry: false });
    return now === undefined || now.mtimeMs === modified_ms;
  });
}
