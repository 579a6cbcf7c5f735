/** Whose a module is: that of the plugin that imports it, itself or through other modules. */
import type { ModuleWrapper } from './found-class.js';
import { classOf, type Plugin } from './plugin.js';

/** The plugin of every module that one reaches; the first one counts. A global module is imported by everything, so it is looked at last. */
export function moduleOwners(
  modules: ReadonlySet<ModuleWrapper>,
  plugins: readonly Plugin[],
): ReadonlyMap<ModuleWrapper, Plugin> {
  const owners = new Map<ModuleWrapper, Plugin>();
  const roots = plugins.flatMap((plugin) =>
    [...modules].filter(({ metatype }) => metatype === classOf(plugin.module)).map((root) => [root, plugin] as const),
  );
  // A plugin that imports another one does not take its tools away from it.
  for (const [root, plugin] of roots) owners.set(root, plugin);
  for (const withGlobals of [false, true])
    for (const [root, plugin] of roots) claimImports(root, plugin, { owners, withGlobals, seen: new Set() });
  return owners;
}

interface Claim {
  readonly owners: Map<ModuleWrapper, Plugin>;
  readonly withGlobals: boolean;
  readonly seen: Set<ModuleWrapper>;
}

function claimImports(module: ModuleWrapper, plugin: Plugin, claim: Claim): void {
  const { owners, withGlobals, seen } = claim;
  for (const imported of module.imports) {
    if (seen.has(imported) || (imported.isGlobal && !withGlobals)) continue;
    seen.add(imported);
    if (!owners.has(imported)) owners.set(imported, plugin);
    if (owners.get(imported) === plugin) claimImports(imported, plugin, claim);
  }
}
