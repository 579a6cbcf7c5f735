/** iceOS for tests of plugins: the real application in the process of the test, on a store in memory, with models that say what the test
 *  wants. Touches no file, no network and no variable of the environment. */
import { ScriptedModel, type Script } from '@ice/models';
import { readAppConfig, type Environment } from '../config/read-app-config.js';
import type { AnsweringProviders } from './extensions.js';
import { Ice } from './ice.js';
import type { PluginModule } from './plugin.js';

/** What the test has. */
export interface TestIceOptions {
  /** Modules of plugins. Default: none. */
  readonly plugins?: readonly PluginModule[];
  /** What models say, by provider name (`openai`); `*` for all. A script begins anew in each execution. Default: made-up answers, always the
   *  same for the same request. */
  readonly models?: Readonly<Record<string, Script>>;
  /** Variables beside `ICE_STORE=memory`. `ICE_TEST_MODE=0` lets the models of plugins answer. Default: none. */
  readonly env?: Environment;
}

/** Opens it. `await using ice = await testIce(…)` closes it. @throws ConfigError for a plugin that cannot be used. */
export function testIce({ plugins = [], models = {}, env = {} }: TestIceOptions = {}): Promise<Ice> {
  const quiet = { NODE_ENV: 'test', ICE_STORE: 'memory', ICE_LOG_LEVEL: 'silent', PORT: '0' };
  return Ice.open({ config: readAppConfig({ ...quiet, ...env }), plugins, answering: answeringOf(models) });
}

function answeringOf(models: Readonly<Record<string, Script>>): AnsweringProviders {
  const scripted = Object.entries(models).map(([name, script]) => {
    return [
      name,
      (prices: ConstructorParameters<typeof ScriptedModel>[1]) => new ScriptedModel(script, prices),
    ] as const;
  });
  return Object.fromEntries(scripted);
}
