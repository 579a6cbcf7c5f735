/** Where a test stands: what it imports of its package, seen from its own folder. Pure. */
import path from 'node:path';
import type { PluginPackage } from '../plugin-package.js';

/** See the head of this file. */
export interface TestPlace {
  /** The class of the plugin. */
  readonly moduleClass: string;
  /** As an import names it: `./shop.module.js`. */
  readonly moduleFile: string;
  /** The folder of the blueprints: `../blueprints`. Of the built test it is the same. */
  readonly blueprints: string;
}

/** Of a test beside the module. */
export function placeOf({ folder, moduleFile, moduleClass }: PluginPackage): TestPlace {
  const blueprints = path.relative(path.dirname(moduleFile), path.join(folder, 'blueprints'));
  return {
    moduleClass,
    moduleFile: `./${path.basename(moduleFile, '.ts')}.js`,
    blueprints: blueprints.split(path.sep).join('/'),
  };
}
