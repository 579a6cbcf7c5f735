/** Looks whether the plugins of the settings can be loaded, by loading them, as a server does at its start. */
import { ConfigError, loadPlugins, type Settings } from '@ice/api';
import { failed, passed, type Check } from './check.js';

/** @param folder where paths of plugins begin. */
export async function checkPlugins({ plugins }: Pick<Settings, 'plugins'>, folder: string): Promise<Check> {
  if (plugins.length === 0) return passed('plugins', 'none');
  try {
    const loaded = await loadPlugins(plugins, { folder });
    return passed('plugins', loaded.map(({ facts }) => facts.name).join(', '));
  } catch (fault) {
    if (!(fault instanceof ConfigError)) throw fault;
    return failed('plugins', fault.sentences.join(' '), 'Build the plugin, or mend ICE_PLUGINS.');
  }
}
