/** Runs the server in this process, by its variables and `.env`. A start that fails says why in one sentence and ends with code 1. */
import 'reflect-metadata';
import { ConfigError } from './config/config-error.js';
import { processEnvironment } from './config/process-environment.js';
import { readAppConfig } from './config/read-app-config.js';

/** Resolves when the server listens. */
export async function serve(): Promise<void> {
  try {
    const config = readAppConfig(processEnvironment());
    // Loaded only now, so that a wrong setting is told at once.
    const { startServer } = await import('./start-server.js');
    await startServer(config);
  } catch (fault) {
    process.stderr.write(`iceOS did not start.\n${sentenceOf(fault)}\n`);
    process.exit(1);
  }
}

function sentenceOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  if ((fault as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return 'PORT is taken by another process; set another one.';
  return fault instanceof ConfigError || fault.name === 'IceError' ? fault.message : (fault.stack ?? fault.message);
}
