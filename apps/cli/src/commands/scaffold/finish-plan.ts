/** The end of a command of this folder: refuses, shows or writes its plan, and says what comes next. */
import path from 'node:path';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { unwritableFile } from '../../command/unwritable-file.js';
import { fileTree } from './file-tree.js';
import { shortPath } from './plugin-line.js';
import type { ScaffoldPlan } from './scaffold-plan.js';
import { refuseExisting, writePlan } from './write-plan.js';

/** @throws CliError where a file is there already; nothing is written then, with `--dry-run` neither. */
export async function finishPlan(plan: ScaffoldPlan, context: CommandContext): Promise<CommandResult> {
  const { output, options, cwd } = context;
  const isDry = options['dryRun'] === true;
  refuseExisting(plan, cwd);
  if (!isDry) {
    await writePlan(plan).catch((fault: unknown) => {
      throw unwritableFile(fault, cwd);
    });
  }
  output.progress(isDry ? 'Nothing was written. It would be:' : 'Written:');
  for (const line of treeOf(plan, cwd)) output.progress(line);
  for (const note of plan.notes) output.progress(note);
  if (!isDry && plan.next.length > 0) output.progress(['Next:', ...plan.next.map((line) => `  ${line}`)].join('\n'));
  return { value: documentOf(plan, cwd, isDry), text: '' };
}

function treeOf({ root, files, edits }: ScaffoldPlan, cwd: string): readonly string[] {
  const written = files.map((file) => ({ path: path.relative(root, file.path), mark: '' }));
  const edited = edits.map((edit) => ({ path: path.relative(root, edit.path), mark: ' (edited)' }));
  return fileTree(shortPath(root, cwd) || '.', [...written, ...edited]);
}

function documentOf({ files, edits, next }: ScaffoldPlan, cwd: string, isDry: boolean): CommandResult['value'] {
  const written = files.map((file) => shortPath(file.path, cwd));
  const edited = edits.map((edit) => shortPath(edit.path, cwd));
  if (isDry) return { written: [], edited: [], would_write: written, would_edit: edited, next: [] };
  return { written, edited, next: [...next] };
}
