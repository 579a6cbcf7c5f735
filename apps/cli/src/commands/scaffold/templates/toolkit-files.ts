/** The package of a toolkit: a plugin with one tool and its test. Pure. */
import type { PluginDependencies } from '../checkout.js';
import type { ScaffoldName } from '../scaffold-name.js';
import { moduleFile } from './module-file.js';
import { packageManifest } from './package-manifest.js';
import { toolFile } from './tool-file.js';
import { toolTest } from './tool-test.js';
import { toolkitReadme } from './toolkit-readme.js';
import { tsconfigFile } from './tsconfig-file.js';

/** What a package is made of. */
export interface PackageFacts {
  readonly name: ScaffoldName;
  /** Its first tool. */
  readonly tool: ScaffoldName;
  /** Of iceOS. */
  readonly version: string;
  readonly dependencies: PluginDependencies;
}

/** Texts by file, from the folder of the package. */
export type PackageFiles = Readonly<Record<string, string>>;

/** See the head of this file. */
export function toolkitFiles(facts: PackageFacts): PackageFiles {
  const { name, dependencies } = facts;
  return {
    '.gitignore': 'node_modules/\ndist/\n.ice/\n.env\n',
    'README.md': toolkitReadme(name),
    'package.json': packageManifest(name, dependencies),
    ...pluginSources(facts),
  };
}

/** The module with its first tool, and how they are compiled. */
export function pluginSources({ name, tool, version }: PackageFacts): PackageFiles {
  const place = {
    moduleClass: `${name.pascal}Plugin`,
    moduleFile: `./${name.kebab}.module.js`,
    blueprints: '../blueprints',
  };
  const providers = [{ className: `${tool.pascal}Tool`, file: `./${tool.kebab}.tool.js` }];
  return {
    'tsconfig.json': tsconfigFile(),
    [`src/${name.kebab}.module.ts`]: moduleFile({ name, version, providers }),
    [`src/${tool.kebab}.tool.ts`]: toolFile(tool),
    [`src/${tool.kebab}.tool.test.ts`]: toolTest(tool, place),
  };
}
