/** Makes the application out of a configuration, ready to listen. Nothing here reads the environment or touches the process. */
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UlidSource } from '@ice/storage';
import { AppModule } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigError } from './config/config-error.js';
import { setupDocs } from './docs/setup-docs.js';
import { createAdapter } from './http/server/create-adapter.js';
import { securityHeaders } from './http/server/security-headers.js';
import { createLogger, type Logger } from './logging/create-logger.js';
import { NestLogger } from './logging/nest-logger.js';
import { meterRequests } from './metrics/meter-requests.js';
import { Metrics } from './metrics/metrics.js';
import type { AnsweringProviders, Extensions, OpenStorage } from './plugins/extensions.js';
import { judgePlugin, withoutNamesakes } from './plugins/judge-plugin.js';
import { loadPlugins } from './plugins/load-plugins.js';
import type { PluginModule } from './plugins/plugin.js';
import { StreamAdapter } from './stream/handshake/stream.adapter.js';

/** What an application gets beside its configuration. */
export interface AppExtensions {
  /** Modules of plugins, beside those of `ICE_PLUGINS`. Default: none. */
  readonly plugins?: readonly PluginModule[];
  /** Who answers for models, by provider name; `*` for all that are not named. Default: whoever the configuration says. */
  readonly answering?: AnsweringProviders;
  /** Opens the store and its ledger in place of `ICE_STORE`, for this process alone. Default: nothing. */
  readonly openStorage?: OpenStorage;
  /** True inside another Nest application, whose logger then has the lines of Nest itself. Default: false. */
  readonly isEmbedded?: boolean;
}

/** The application: routes are there, nothing listens yet. `close()` ends everything that it started. @throws ConfigError for a plugin
 *  that cannot be used. */
export async function createApp(
  settings: AppConfig,
  logger: Logger = createLogger(settings.logLevel),
  extensions: AppExtensions = {},
): Promise<NestFastifyApplication> {
  const config = extensions.openStorage ? aloneWithStorage(settings) : settings;
  const extended = await extensionsOf(config, extensions);
  const adapter = createAdapter(config, new UlidSource());
  const metrics = new Metrics();
  meterRequests(adapter.getInstance(), metrics);
  const root = AppModule.forRoot(config, logger, metrics, extended);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    abortOnError: false,
    bodyParser: false,
    ...(!extensions.isEmbedded && { logger: new NestLogger(logger) }),
  });
  await app.register(helmet, securityHeaders);
  app.useWebSocketAdapter(new StreamAdapter(app));
  setupDocs(app);
  return app.init();
}

async function extensionsOf(config: AppConfig, given: AppExtensions): Promise<Extensions> {
  const { plugins = [], answering = {}, openStorage = null } = given;
  const all = [...(await loadPlugins(config.plugins)), ...plugins.map((module) => judgePlugin(module))];
  return { plugins: withoutNamesakes(all), answering, openStorage };
}

/** What else a configuration says of where things are does not hold: the store of a host is no file here, and nobody shares it. */
function aloneWithStorage(config: AppConfig): AppConfig {
  if (config.store !== 'redis') return Object.freeze({ ...config, store: 'memory' });
  throw new ConfigError([
    'The host brings a store, so ICE_STORE cannot be redis: only processes that share one have a line.',
  ]);
}
