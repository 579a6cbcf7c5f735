/** Loads the modules that `ICE_PLUGINS` names. What cannot be loaded stops the start: a process without a tool that its blueprints use is
 *  worse than none. */
import type { Type } from '@nestjs/common';
import { pluginFactsOf } from '@ice/plugin';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '../config/config-error.js';
import { judgePlugin } from './judge-plugin.js';
import type { Plugin } from './plugin.js';

/** Where to look, and how to load. */
export interface PluginSources {
  /** Paths are relative to it, and packages are looked for from it upwards. Default: the working directory. */
  readonly folder?: string;
  /** Loads a file. Default: `import`. */
  readonly load?: (file: string) => Promise<object>;
}

/** The plugins in their order. @throws ConfigError with one sentence for each that cannot be used. */
export async function loadPlugins(names: readonly string[], sources: PluginSources = {}): Promise<readonly Plugin[]> {
  const { folder = process.cwd(), load = importFile } = sources;
  const loaded = await Promise.allSettled(names.map((name) => loadPlugin(name, folder, load)));
  const sentences = loaded.flatMap((each) => (each.status === 'rejected' ? sentencesOf(each.reason) : []));
  if (sentences.length > 0) throw new ConfigError(sentences);
  return loaded.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

function importFile(file: string): Promise<object> {
  return import(pathToFileURL(file).href) as Promise<object>;
}

async function loadPlugin(name: string, folder: string, load: (file: string) => Promise<object>): Promise<Plugin> {
  const file = fileOf(name, folder);
  const exported = await load(file).catch((fault: unknown) => {
    throw refused(name, `${file} threw while it was imported: ${messageOf(fault)}`);
  });
  return judgePlugin(onlyPluginOf(name, exported), name);
}

/** A path begins with a dot or a slash; anything else is a package, unless a file is there. */
function fileOf(name: string, folder: string): string {
  const file = path.resolve(folder, name);
  if (existsSync(file) || /^\.{0,2}[\\/]/.test(name)) {
    if (existsSync(file)) return file;
    throw refused(name, `there is no file ${file}.`);
  }
  try {
    return createRequire(path.join(folder, 'package.json')).resolve(name);
  } catch (fault) {
    throw refused(name, `it is neither a file nor a package that ${folder} can load: ${messageOf(fault)}`);
  }
}

/** A CommonJS module shows what it exports twice, so classes count once. */
function onlyPluginOf(name: string, exported: object): Type {
  const found = [...new Set(Object.values(exported))].filter((each) => pluginFactsOf(each).length > 0) as Type[];
  const [only, ...more] = found;
  if (!only)
    throw refused(
      name,
      'it exports no class with @Module() that imports IceModule.forFeature({ name, compatibility }).',
    );
  if (more.length === 0) return only;
  throw refused(name, `it exports ${found.map((each) => each.name).join(' and ')}, and may export one plugin.`);
}

function refused(name: string, because: string): ConfigError {
  return new ConfigError([`ICE_PLUGINS names "${name}": ${because}`]);
}

function sentencesOf(fault: unknown): readonly string[] {
  if (fault instanceof ConfigError) return fault.sentences;
  throw fault;
}

/** The first line: what Node adds to it is a list of files. */
function messageOf(fault: unknown): string {
  return (fault instanceof Error ? fault.message : String(fault)).split('\n')[0] ?? '';
}
