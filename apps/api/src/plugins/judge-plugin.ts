/** From a module to a plugin, or to the sentence that says why it is none. */
import { pluginFactsOf, satisfiesRange, type PluginFacts } from '@ice/plugin';
import { ConfigError } from '../config/config-error.js';
import { apiVersion } from '../docs/create-document.js';
import { classOf, type Plugin, type PluginModule } from './plugin.js';

const namePattern = /^[a-z][a-z0-9_-]{0,63}$/;

/**
 * The plugin.
 * @param file what `ICE_PLUGINS` says of it; absent for one that was handed over as a class.
 * @throws ConfigError for a module that cannot be one.
 */
export function judgePlugin(module: PluginModule, file?: string): Plugin {
  const place = file === undefined ? classOf(module).name : `${classOf(module).name} (${file})`;
  const [facts, ...more] = pluginFactsOf(classOf(module));
  const fault = facts ? (more.length > 0 ? 'imports IceModule.forFeature twice.' : faultOf(facts)) : notMarked;
  if (!facts || fault !== null) throw new ConfigError([`The plugin ${place} ${fault ?? notMarked}`]);
  return { facts, module, place };
}

/** Nothing but different plugins. @throws ConfigError naming the two that have one name. */
export function withoutNamesakes(plugins: readonly Plugin[]): readonly Plugin[] {
  const places = new Map<string, string>();
  for (const { facts, place } of plugins) {
    const other = places.get(facts.name);
    const sentence = `The plugin "${facts.name}" is ${other} and again ${place}. Rename one of them, or load it once.`;
    if (other !== undefined) throw new ConfigError([sentence]);
    places.set(facts.name, place);
  }
  return plugins;
}

const notMarked = 'is no plugin: its module does not import IceModule.forFeature({ name, compatibility }).';

/** The end of a sentence that begins with the plugin; null where there is nothing to say. */
function faultOf({ name, compatibility }: PluginFacts): string | null {
  if (typeof name !== 'string' || !namePattern.test(name))
    return `has the name ${JSON.stringify(name)}: allowed are lower-case letters, digits, _ and -, from a letter on, at most 64.`;
  const isMade = typeof compatibility === 'string' ? satisfiesRange(apiVersion, compatibility) : null;
  if (isMade === null)
    return `says compatibility: ${JSON.stringify(compatibility)}, which is no range such as "^1.2.0".`;
  return isMade ? null : `is made for iceOS ${compatibility}, and this is ${apiVersion}.`;
}
