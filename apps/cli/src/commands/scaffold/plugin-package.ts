/** The package that `ice new` writes into: the nearest one upwards whose package.json says where its plugin is. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CliError } from '../../command/cli-error.js';

/** See the head of this file. */
export interface PluginPackage {
  /** Absolute. */
  readonly folder: string;
  /** The file of the module, absolute, and its text. */
  readonly moduleFile: string;
  readonly moduleSource: string;
  /** The class that it exports. */
  readonly moduleClass: string;
  /** What the server loads after the build, absolute. */
  readonly builtFile: string;
}

/** Null where there is none. @throws CliError where a package.json names a module that cannot be used. */
export function findPluginPackage(cwd: string): PluginPackage | null {
  const manifest = path.join(cwd, 'package.json');
  const plugin = existsSync(manifest) ? pluginOf(readManifest(manifest)) : null;
  if (plugin !== null) return openPackage(cwd, plugin);
  const parent = path.dirname(cwd);
  return parent === cwd ? null : findPluginPackage(parent);
}

/** A package.json as an object. @throws CliError for one that is none. */
export function readManifest(file: string): Readonly<Record<string, unknown>> {
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (typeof manifest === 'object' && manifest !== null) return { ...manifest };
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
  }
  throw new CliError(`${file} is no JSON object.`, { exitCode: 3, code: 'package-invalid' });
}

/** What a package.json says of its plugin: `{"ice": {"plugin": "src/shop.module.ts"}}`. */
export function pluginOf(manifest: Readonly<Record<string, unknown>>): string | null {
  const { plugin } = { plugin: null, ...(manifest['ice'] as object | undefined) };
  return typeof plugin === 'string' ? plugin : null;
}

/** All sources of the package, tests aside. */
export function sourcesOf({ moduleFile }: PluginPackage): readonly string[] {
  const folder = path.dirname(moduleFile);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /(?<!\.(?:test|spec|d))\.ts$/.test(name) && !name.includes('node_modules'));
  return sources.map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

function openPackage(folder: string, plugin: string): PluginPackage {
  const moduleFile = path.join(folder, plugin);
  const manifest = path.join(folder, 'package.json');
  if (!plugin.endsWith('.ts') || !existsSync(moduleFile))
    throw new CliError(`${manifest} says that its plugin is ${plugin}, and there is no such TypeScript file.`, {
      exitCode: 3,
      code: 'package-invalid',
      hint: 'Mend "ice": {"plugin": …} there.',
    });
  const moduleSource = readFileSync(moduleFile, 'utf8');
  const classes = [...moduleSource.matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name]) => name);
  const [moduleClass] = classes;
  if (moduleClass === undefined || classes.length > 1)
    throw new CliError(`${moduleFile} does not export exactly one class, so the plugin cannot be told.`, {
      exitCode: 7,
      code: 'module-not-understood',
      hint: 'Leave the class of the module alone in its file.',
    });
  const built = plugin.replace(/^(?:\.\/)?src\//, 'dist/').replace(/\.ts$/, '.js');
  return { folder, moduleFile, moduleSource, moduleClass, builtFile: path.join(folder, built) };
}
