/** The checkout of iceOS that this command belongs to. Its packages are published nowhere, so what is scaffolded depends on these folders. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** Versions or places, by the name of the package. */
export type Dependencies = Readonly<Record<string, string>>;

/** What a package of a plugin needs. */
export interface PluginDependencies {
  readonly runtime: Dependencies;
  /** For building and testing it, and for `npx ice`. */
  readonly development: Dependencies;
  /** Versions that the checkout holds others to, where they would not run on every Node that iceOS runs on. */
  readonly overrides: Dependencies;
}

const root = realpathSync(path.join(import.meta.dirname, '..', '..', '..', '..', '..'));

/** True for a folder, made or not, from which Node finds the packages of the checkout upwards: nothing has to be installed there. */
export function isInCheckout(folder: string): boolean {
  const inner = path.relative(root, realFolder(folder));
  return !inner.startsWith('..') && !path.isAbsolute(inner);
}

/** True for the folder of the checkout itself. */
export function isCheckout(folder: string): boolean {
  return realFolder(folder) === root;
}

/** The same versions as the checkout has, so that there is one of each in the types. @param folder of the package. */
export function pluginDependencies(folder: string): PluginDependencies {
  const own = dependenciesOf(manifestOf('libs/plugin/package.json'));
  const whole = manifestOf('package.json');
  const shared = dependenciesOf(whole);
  const fileType = whole.overrides?.['file-type'];
  const here = (place: string): string => linkTo(place, folder);
  return {
    runtime: {
      '@ice/plugin': here('libs/plugin'),
      '@nestjs/common': own['@nestjs/common'] ?? '*',
      zod: own['zod'] ?? '*',
    },
    development: {
      '@ice/api': here('apps/api'),
      '@ice/builder': here('libs/builder'),
      '@ice/cli': here('apps/cli'),
      '@types/node': shared['@types/node'] ?? '*',
      typescript: shared['typescript'] ?? '*',
    },
    overrides: typeof fileType === 'string' ? { 'file-type': fileType } : {},
  };
}

/** What a store and its test need. @param folder of the package. */
export function storeDependencies(folder: string): Pick<PluginDependencies, 'runtime' | 'development'> {
  const contracts = dependenciesOf(manifestOf('libs/contracts/package.json'));
  return {
    runtime: { '@ice/core': linkTo('libs/core', folder), '@ice/storage': linkTo('libs/storage', folder) },
    development: {
      '@ice/contracts': linkTo('libs/contracts', folder),
      expect: contracts['expect'] ?? '*',
      'fast-check': contracts['fast-check'] ?? '*',
    },
  };
}

/** A folder of the checkout, as the package.json of another one names it. */
function linkTo(place: string, folder: string): string {
  return `file:${slashed(path.relative(realFolder(folder), path.join(root, place)))}`;
}

interface Manifest {
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

function manifestOf(file: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Manifest;
}

function dependenciesOf({ dependencies, devDependencies }: Manifest): Dependencies {
  return { ...devDependencies, ...dependencies };
}

/** Without symbolic links, also where only the folders above it are there. */
function realFolder(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder);
  return path.join(realFolder(path.dirname(folder)), path.basename(folder));
}

function slashed(file: string): string {
  return file.split(path.sep).join('/');
}
