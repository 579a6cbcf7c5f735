/** `ice scaffold`: a whole package in a folder of its own. */
import { nearestName } from '@ice/core';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CliError, usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { unwritableFile } from '../../command/unwritable-file.js';
import { plainText } from '../../text/plain-text.js';
import { cliVersion } from '../../version.js';
import { isInCheckout, pluginDependencies } from './checkout.js';
import { finishPlan } from './finish-plan.js';
import { readScaffoldName, withWord, type ScaffoldName } from './scaffold-name.js';
import type { ScaffoldPlan } from './scaffold-plan.js';
import { refuseTakenToolkit } from './taken-names.js';
import { appFiles } from './templates/app-files.js';
import { toolkitFiles } from './templates/toolkit-files.js';

const templates = { toolkit: toolkitFiles, app: appFiles } as const;

/** See the head of this file. */
export async function createScaffold(context: CommandContext): Promise<CommandResult> {
  const [word = '', text = ''] = context.args;
  const template = templateOf(word, text);
  const name = readScaffoldName(text, template);
  const folder = path.join(context.cwd, name.kebab);
  refuseTakenToolkit(name);
  refuseFolder(folder, name.kebab, context.cwd);
  return finishPlan(planOf(template, name, folder), context);
}

function planOf(template: keyof typeof templates, name: ScaffoldName, folder: string): ScaffoldPlan {
  const facts = {
    name,
    tool: withWord(name, 'words'),
    version: cliVersion(),
    dependencies: pluginDependencies(folder),
  };
  const files = Object.entries(templates[template](facts));
  return {
    root: folder,
    files: files.map(([file, text]) => ({ path: path.join(folder, file), text })),
    edits: [],
    notes: [],
    next: [
      `cd ${name.kebab}`,
      ...(isInCheckout(folder) ? [] : ['npm install']),
      'npm test',
      template === 'app' ? `npx ice run blueprints/${name.kebab}.yaml` : 'npx ice new tool word_count',
    ],
  };
}

function templateOf(word: string, name: string): keyof typeof templates {
  if (word === 'toolkit' || word === 'app') return word;
  const nearest = nearestName(word, Object.keys(templates));
  const hint = nearest === undefined ? 'There are: toolkit, app.' : `Did you mean: ice scaffold ${nearest} ${name}`;
  throw usageError(`There is no template "${plainText(word.slice(0, 80))}".`, plainText(hint));
}

function refuseFolder(folder: string, name: string, cwd: string): void {
  if (!existsSync(folder) || entriesOf(folder, cwd).length === 0) return;
  throw new CliError(`The folder ${name} is there already, and not empty, so nothing was written.`, {
    exitCode: 7,
    code: 'already-exists',
    hint: 'Take another name; "ice init" is for a package that is there.',
  });
}

function entriesOf(folder: string, cwd: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (fault) {
    throw unwritableFile(fault, cwd);
  }
}
