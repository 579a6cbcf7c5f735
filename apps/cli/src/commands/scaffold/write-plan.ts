/** Writes a plan: all of it or nothing. Never overwrites, and never changes a file that is not as it was read. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../../command/cli-error.js';
import { ownHint } from '../../command/own-codes.js';
import type { PlannedEdit, ScaffoldPlan } from './scaffold-plan.js';

/** @throws CliError `already-exists` naming the files that are there. */
export function refuseExisting({ files }: ScaffoldPlan, cwd: string): void {
  const there = files.map((file) => file.path).filter((file) => existsSync(file));
  if (there.length === 0) return;
  const names = there.map((file) => path.relative(cwd, file) || '.').join(', ');
  throw new CliError(`${names} ${there.length === 1 ? 'is' : 'are'} there already, so nothing was written.`, {
    exitCode: 7,
    code: 'already-exists',
    hint: ownHint('already-exists'),
  });
}

/** Writes it. What could not be finished is taken back. */
export async function writePlan({ files, edits }: ScaffoldPlan): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const file of files) {
      for (const folder of await makeFolders(path.dirname(file.path))) undo.push(() => rmdir(folder));
      await writeFile(file.path, file.text, { flag: 'wx' });
      undo.push(() => rm(file.path));
    }
    for (const edit of edits) {
      await applyEdit(edit);
      undo.push(() => writeFile(edit.path, edit.before));
    }
  } catch (fault) {
    for (const revert of undo.reverse()) await revert().catch(() => undefined);
    throw fault;
  }
}

/** The folders that were not there, from the outermost on. */
async function makeFolders(folder: string): Promise<readonly string[]> {
  if (existsSync(folder)) return [];
  const outer = await makeFolders(path.dirname(folder));
  await mkdir(folder);
  return [...outer, folder];
}

async function applyEdit({ path: file, before, after }: PlannedEdit): Promise<void> {
  if ((await readFile(file, 'utf8')) !== before)
    throw new CliError(`${file} was changed in the meantime, so nothing was written.`, {
      exitCode: 7,
      code: 'changed-meanwhile',
    });
  await writeFile(file, after);
}
