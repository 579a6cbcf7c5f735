/** Plans a class of a plugin: its file, its test, and its place among the providers of the module. */
import path from 'node:path';
import { CliError } from '../../command/cli-error.js';
import type { CommandContext } from '../../command/command.js';
import type { ClassKind } from './new-kinds.js';
import { pluginLine } from './plugin-line.js';
import { sourcesOf, type PluginPackage } from './plugin-package.js';
import { registerProvider } from './register-provider.js';
import type { ScaffoldName } from './scaffold-name.js';
import type { PlannedEdit, ScaffoldPlan } from './scaffold-plan.js';
import { placeOf } from './templates/test-place.js';

/** @throws CliError for a name that is taken, and a module that is not understood. */
export function planClass(
  kind: ClassKind,
  name: ScaffoldName,
  into: PluginPackage,
  context: Pick<CommandContext, 'options' | 'cwd' | 'env'>,
): ScaffoldPlan {
  refuseTaken(kind, kind.nameOf(name), into);
  const folder = path.dirname(into.moduleFile);
  const file = `${name.kebab}.${kind.suffix}`;
  const lines = linesToAdd(kind.classOf(name), `./${file}.js`);
  const isRegistered = context.options['register'] !== false;
  return {
    root: into.folder,
    files: [
      { path: path.join(folder, `${file}.ts`), text: kind.file(name) },
      { path: path.join(folder, `${file}.test.ts`), text: kind.test(name, placeOf(into)) },
    ],
    edits: isRegistered ? [registered(into, { className: kind.classOf(name), file: `./${file}.js` }, lines)] : [],
    notes: isRegistered
      ? []
      : [`Add to ${path.relative(context.cwd, into.moduleFile)}:`, ...lines.map((line) => `  ${line}`)],
    next: ['npm test', pluginLine(kind.look(name), into.builtFile, context)],
  };
}

function registered(
  { moduleFile, moduleSource }: PluginPackage,
  provider: Parameters<typeof registerProvider>[1],
  lines: readonly string[],
): PlannedEdit {
  const registration = registerProvider(moduleSource, provider);
  if (registration.ok) return { path: moduleFile, before: moduleSource, after: registration.source };
  throw new CliError(`${moduleFile} ${registration.because}, so nothing was written.`, {
    exitCode: 7,
    code: 'module-not-understood',
    lines: ['With --no-register the files are written, and these lines are yours to add there:', ...lines],
  });
}

function linesToAdd(className: string, file: string): readonly string[] {
  return [`import { ${className} } from '${file}';`, `providers: [${className}],`];
}

function refuseTaken(kind: ClassKind, name: string, into: PluginPackage): void {
  const isBuiltIn = kind.taken.includes(name);
  const said = new RegExp(`\\bname\\s*[:=]\\s*(['"\`])${name}\\1`);
  const isHere = sourcesOf(into).some((source) => kind.marks.test(source) && said.test(source));
  if (!isBuiltIn && !isHere) return;
  const owner = isBuiltIn ? 'Every server' : 'This package';
  throw new CliError(`${owner} has a ${kind.suffix} "${name}" already, so nothing was written.`, {
    exitCode: 7,
    code: 'already-exists',
    hint: 'Take another name.',
  });
}
