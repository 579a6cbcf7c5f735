/** Runs the server for the life of the process: listens, says where, stops on SIGTERM and SIGINT. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server } from 'node:http';
import { missingModelKeys } from './catalog/models/create-models.js';
import type { AppConfig } from './config/app-config.js';
import { createApp } from './create-app.js';
import { createLogger, type Logger } from './logging/create-logger.js';
import { warmUp } from './warm-up.js';

/** Resolves when the server listens. Rejects when it cannot. */
export async function startServer(config: AppConfig): Promise<NestFastifyApplication> {
  const logger = createLogger(config.logLevel);
  logFaults(logger);
  for (const variable of missingModelKeys(config))
    logger.warn(`${variable} is not set: calls of its models will fail.`);
  const app = await createApp(config, logger);
  await warmUp(app);
  await app.listen({ port: config.port, host: config.host });
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  const about = config.role === 'worker' ? 'a worker; its state is at /ready and /metrics' : 'docs at /docs';
  process.stderr.write(`iceOS listens on ${url} — ${about}\n`);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  endOpenRequests(app.getHttpServer(), config.http.shutdownGraceMs);
  return app;
}

/** After an uncaught throw nothing is certain any more, so the process ends; what it ran is recovered from the journal. */
function logFaults(logger: Logger): void {
  process.on('uncaughtException', (fault) => {
    logger.fatal({ err: fault }, 'An uncaught throw ends the process.');
    process.exit(1);
  });
  process.on('unhandledRejection', (fault) =>
    logger.error({ err: fault }, 'A promise was rejected and nobody looked.'),
  );
}

/** A request that never ends must not keep the process: after the grace period its connection is cut. */
function endOpenRequests(server: Server, graceMs: number): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => setTimeout(() => server.closeAllConnections(), graceMs).unref());
  }
}
