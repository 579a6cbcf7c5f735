/** The interface tier as others use it: the command line runs it in its own process, tests start it on a free port. */
import 'reflect-metadata';
export { type AppConfig, type HttpLimits, type LogLevel, type Settings } from './config/app-config.js';
export { ConfigError } from './config/config-error.js';
export { envExample } from './config/env-example.js';
export { readAppConfig, type Environment } from './config/read-app-config.js';
export { createApp } from './create-app.js';
export { createDocument } from './docs/create-document.js';
export { createLogger, type Logger } from './logging/create-logger.js';
export { schemaFiles } from './docs/schema-files.js';
export { startServer } from './start-server.js';
export { runVerifyCommand } from './verify-command/run-verify-command.js';
