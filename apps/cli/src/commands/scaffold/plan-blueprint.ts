/** Plans a blueprint in a package: its document, and its test beside the sources. */
import path from 'node:path';
import type { CommandContext } from '../../command/command.js';
import type { BlueprintKind } from './new-kinds.js';
import { pluginLine, shortPath } from './plugin-line.js';
import type { PluginPackage } from './plugin-package.js';
import type { ScaffoldName } from './scaffold-name.js';
import type { ScaffoldPlan } from './scaffold-plan.js';
import { placeOf } from './templates/test-place.js';

/** See the head of this file. */
export function planBlueprint(
  kind: BlueprintKind,
  name: ScaffoldName,
  into: PluginPackage,
  context: Pick<CommandContext, 'env' | 'cwd'>,
): ScaffoldPlan {
  const document = path.join(into.folder, 'blueprints', `${name.kebab}.yaml`);
  const test = path.join(path.dirname(into.moduleFile), `${name.kebab}.blueprint.test.ts`);
  return {
    root: into.folder,
    files: [
      { path: document, text: kind.file(name) },
      { path: test, text: kind.test(name, placeOf(into)) },
    ],
    edits: [],
    notes: [],
    next: ['npm test', pluginLine(`run ${shortPath(document, context.cwd)}`, into.builtFile, context)],
  };
}
