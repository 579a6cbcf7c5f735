/** A small application: a plugin with a tool, a blueprint that uses it, and a server that has both. Pure. */
import { appBlueprint } from './app-blueprint.js';
import { appEnvironment } from './app-environment.js';
import { appReadme } from './app-readme.js';
import { appTest } from './app-test.js';
import { packageManifest } from './package-manifest.js';
import { pluginSources, type PackageFacts, type PackageFiles } from './toolkit-files.js';

/** Texts by file. `.env` is there from the start, so that the first `npm start` has the plugin; git does not keep it. */
export function appFiles(facts: PackageFacts): PackageFiles {
  const { name, tool, dependencies } = facts;
  return {
    '.env': appEnvironment(name),
    '.env.example': appEnvironment(name),
    '.gitignore': 'node_modules/\ndist/\n.ice/\n.env\n',
    'README.md': appReadme(name),
    'package.json': packageManifest(name, dependencies, { start: 'tsc && ice dev' }),
    ...pluginSources(facts),
    [`blueprints/${name.kebab}.yaml`]: appBlueprint(name, tool),
    [`src/${name.kebab}.blueprint.test.ts`]: appTest(name),
  };
}
