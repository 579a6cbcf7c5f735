/** A package.json with what a plugin needs. What it says already wins; keys keep their order, and its indentation stays. Pure. */
import type { Dependencies, PluginDependencies } from './checkout.js';

type Manifest = Readonly<Record<string, unknown>>;

/** The new text. @param text of a package.json that is an object. @param plugin the file of its module. */
export function extendedManifest(text: string, plugin: string, { runtime, development }: PluginDependencies): string {
  const manifest = JSON.parse(text) as Manifest;
  const extended = {
    ...manifest,
    ice: { ...recordOf(manifest, 'ice'), plugin },
    scripts: { ...testScripts, ...usedScripts(recordOf(manifest, 'scripts')) },
    dependencies: { ...recordOf(manifest, 'dependencies'), ...missing(runtime, manifest) },
    devDependencies: { ...recordOf(manifest, 'devDependencies'), ...missing(development, manifest) },
  };
  return printed(extended, text);
}

/** The new text, with further dependencies; the same one where they are all there. @param text of a package.json that is an object. */
export function dependentManifest(
  text: string,
  { runtime, development }: Pick<PluginDependencies, 'runtime' | 'development'>,
): string {
  const manifest = JSON.parse(text) as Manifest;
  const added = { dependencies: missing(runtime, manifest), devDependencies: missing(development, manifest) };
  const lacking = Object.entries(added).filter(([, wanted]) => Object.keys(wanted).length > 0);
  if (lacking.length === 0) return text;
  const groups = lacking.map(([group, wanted]) => [group, { ...recordOf(manifest, group), ...wanted }] as const);
  return printed({ ...manifest, ...Object.fromEntries<unknown>(groups) }, text);
}

/** Indented as it was. */
function printed(manifest: Manifest, before: string): string {
  const indent = /^[ \t]+(?=")/m.exec(before)?.[0] ?? '  ';
  return `${JSON.stringify(manifest, null, indent)}\n`;
}

/** The tests are compiled, and run where the compiler has put them: a runner that finds the sources too would run those. */
export const testScripts = { build: 'tsc', test: 'tsc && cd dist && node --test' } as const;

/** Without the one that npm puts there to fail. */
function usedScripts(scripts: Manifest): Manifest {
  return Object.fromEntries(Object.entries(scripts).filter(([, line]) => !/no test specified/.test(String(line))));
}

function missing(wanted: Dependencies, manifest: Manifest): Dependencies {
  const groups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  const known = new Set(groups.flatMap((group) => Object.keys(recordOf(manifest, group))));
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !known.has(name)));
}

function recordOf(manifest: Manifest, key: string): Manifest {
  const value = manifest[key];
  return typeof value === 'object' && value !== null ? (value as Manifest) : {};
}
