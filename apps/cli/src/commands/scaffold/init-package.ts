/** `ice init`: makes a package that is there a plugin. What its package.json and tsconfig.json say already stays. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CliError, usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { cliVersion } from '../../version.js';
import { isInCheckout, pluginDependencies } from './checkout.js';
import { extendedManifest } from './extended-manifest.js';
import { finishPlan } from './finish-plan.js';
import { pluginOf, readManifest } from './plugin-package.js';
import { readScaffoldName, type ScaffoldName } from './scaffold-name.js';
import type { PlannedFile } from './scaffold-plan.js';
import { refuseTakenToolkit } from './taken-names.js';
import { moduleFile } from './templates/module-file.js';
import { tsconfigFile } from './templates/tsconfig-file.js';

/** See the head of this file. */
export async function initPackage(context: CommandContext): Promise<CommandResult> {
  const { cwd, args } = context;
  const file = path.join(cwd, 'package.json');
  if (!existsSync(file))
    throw usageError(`There is no package.json in ${cwd}.`, 'Make a package: ice scaffold toolkit my-tools');
  const manifest = readManifest(file);
  refuseManifest(manifest);
  const name = nameOf(args[0], manifest);
  refuseTakenToolkit(name);
  const plugin = `src/${name.kebab}.module.ts`;
  const before = readFileSync(file, 'utf8');
  const text = moduleFile({ name, version: cliVersion(), providers: [] });
  return finishPlan(
    {
      root: cwd,
      files: [{ path: path.join(cwd, plugin), text }, ...missingTsconfig(cwd)],
      edits: [{ path: file, before, after: extendedManifest(before, plugin, pluginDependencies(cwd)) }],
      notes: tsconfigNotes(cwd),
      next: [...(isInCheckout(cwd) ? [] : ['npm install']), 'npx ice new tool word_count'],
    },
    context,
  );
}

function refuseManifest(manifest: Readonly<Record<string, unknown>>): void {
  const plugin = pluginOf(manifest);
  if (plugin !== null)
    throw new CliError(`This package is a plugin already: ${plugin}.`, {
      exitCode: 7,
      code: 'already-exists',
      hint: 'Add to it: ice new tool word_count',
    });
  if (manifest['type'] !== 'module')
    throw new CliError('This package is no ES module, and what "ice new" writes is one.', {
      exitCode: 7,
      code: 'package-unfit',
      hint: 'Add "type": "module" to package.json, or make a package beside it: ice scaffold toolkit my-tools',
    });
}

/** `@acme/shop-tools` is `shop-tools`. */
function nameOf(given: string | undefined, manifest: Readonly<Record<string, unknown>>): ScaffoldName {
  const own = typeof manifest['name'] === 'string' ? manifest['name'].replace(/^@[^/]*\//, '') : '';
  return readScaffoldName(given ?? own, 'plugin');
}

function missingTsconfig(cwd: string): readonly PlannedFile[] {
  const file = path.join(cwd, 'tsconfig.json');
  return existsSync(file) ? [] : [{ path: file, text: tsconfigFile() }];
}

/** It may extend another one, so it is told and not refused. */
function tsconfigNotes(cwd: string): readonly string[] {
  const file = path.join(cwd, 'tsconfig.json');
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const needed = ['experimentalDecorators', 'emitDecoratorMetadata'];
  const missing = needed.filter((option) => !new RegExp(`"${option}"\\s*:\\s*true`).test(text));
  if (missing.length === 0) return [];
  return [
    `tsconfig.json does not say it itself: ${missing.map((option) => `"${option}": true`).join(' and ')} must hold.`,
  ];
}
