/** `ice new`: one tool, provider, blueprint or store more. Judges everything before anything is written. */
import { nearestName } from '@ice/core';
import path from 'node:path';
import { CliError, usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { plainText } from '../../text/plain-text.js';
import { finishPlan } from './finish-plan.js';
import { newKinds, otherWays, type BlueprintKind } from './new-kinds.js';
import { planBlueprint } from './plan-blueprint.js';
import { planClass } from './plan-class.js';
import { planStore } from './plan-store.js';
import { findPluginPackage, type PluginPackage } from './plugin-package.js';
import { readScaffoldName, type ScaffoldName } from './scaffold-name.js';
import type { ScaffoldPlan } from './scaffold-plan.js';
import { findSourcePackage, type SourcePackage } from './source-package.js';

/** See the head of this file. */
export async function createNew(context: CommandContext): Promise<CommandResult> {
  const [word = '', text = ''] = context.args;
  const kind = newKinds[word];
  if (!kind || !Object.hasOwn(newKinds, word)) throw unknownKind(word, text);
  const name = readScaffoldName(text, word);
  if (kind.form === 'store') return finishPlan(planStore(kind, name, packageAround(context.cwd, name)), context);
  const found = findPluginPackage(context.cwd);
  if (kind.form === 'class') return finishPlan(planClass(kind, name, found ?? noPackage(word, name), context), context);
  return finishPlan(blueprintPlan(kind, { word, name, found }, context), context);
}

interface Wanted {
  readonly word: string;
  readonly name: ScaffoldName;
  readonly found: PluginPackage | null;
}

function blueprintPlan(kind: BlueprintKind, { word, name, found }: Wanted, context: CommandContext): ScaffoldPlan {
  if (found) return planBlueprint(kind, name, found, context);
  if (!kind.isFree) noPackage(word, name);
  const file = `${name.kebab}.yaml`;
  return {
    root: context.cwd,
    files: [{ path: path.join(context.cwd, file), text: kind.file(name) }],
    edits: [],
    notes: [],
    next: [`npx ice run ${file}`],
  };
}

function packageAround(cwd: string, { kebab }: ScaffoldName): SourcePackage {
  const found = findSourcePackage(cwd);
  if (found) return found;
  throw new CliError('A store belongs to a package, and there is no package.json in this folder or above it.', {
    exitCode: 2,
    code: 'no-package',
    hint: `Make one: ice scaffold app my-shop && cd my-shop && ice new store ${kebab}`,
  });
}

function noPackage(word: string, { kebab }: ScaffoldName): never {
  throw new CliError(`A ${word} belongs to a package of a plugin, and there is none in this folder or above it.`, {
    exitCode: 2,
    code: 'no-package',
    hint: `Make one: ice scaffold toolkit my-tools && cd my-tools && ice new ${word} ${kebab} ("ice init" where there is a package.json already).`,
  });
}

function unknownKind(word: string, name: string): CliError {
  const other = otherWays.get(word);
  if (other) return usageError(other.because, other.instead);
  const kinds = Object.keys(newKinds);
  const nearest = nearestName(word, kinds);
  const hint = nearest === undefined ? `There are: ${kinds.join(', ')}.` : `Did you mean: ice new ${nearest} ${name}`;
  return usageError(`There is no kind "${plainText(word.slice(0, 80))}" to make.`, plainText(hint));
}
