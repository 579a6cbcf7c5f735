/** The package.json of a plugin. Pure. */
import type { PluginDependencies } from '../checkout.js';
import { testScripts } from '../extended-manifest.js';
import type { ScaffoldName } from '../scaffold-name.js';

/** The text. @param scripts beside those that build and test. */
export function packageManifest(
  { kebab }: ScaffoldName,
  { runtime, development, overrides }: PluginDependencies,
  scripts: Readonly<Record<string, string>> = {},
): string {
  const manifest = {
    name: kebab,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=20.19.0' },
    exports: `./dist/${kebab}.module.js`,
    ice: { plugin: `src/${kebab}.module.ts` },
    scripts: { ...testScripts, ...scripts },
    dependencies: runtime,
    devDependencies: development,
    ...(Object.keys(overrides).length > 0 && { overrides }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
