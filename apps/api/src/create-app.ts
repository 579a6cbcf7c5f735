/** Makes the application out of a configuration, ready to listen. Nothing here reads the environment or touches the process. */
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UlidSource } from '@ice/storage';
import { AppModule } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { setupDocs } from './docs/setup-docs.js';
import { createAdapter } from './http/server/create-adapter.js';
import { securityHeaders } from './http/server/security-headers.js';
import { createLogger, type Logger } from './logging/create-logger.js';
import { NestLogger } from './logging/nest-logger.js';
import { meterRequests } from './metrics/meter-requests.js';
import { Metrics } from './metrics/metrics.js';
import { StreamAdapter } from './stream/stream.adapter.js';

/** The application: routes are there, nothing listens yet. `close()` ends everything that it started. */
export async function createApp(
  config: AppConfig,
  logger: Logger = createLogger(config.logLevel),
): Promise<NestFastifyApplication> {
  const adapter = createAdapter(config, new UlidSource());
  const metrics = new Metrics();
  meterRequests(adapter.getInstance(), metrics);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, logger, metrics), adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: new NestLogger(logger),
  });
  await app.register(helmet, securityHeaders);
  app.useWebSocketAdapter(new StreamAdapter(app));
  setupDocs(app);
  return app.init();
}
