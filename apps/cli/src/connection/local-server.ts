/** The API in this process, on a free loopback port, over the same store as a server with the same settings. `@ice/api` is
 *  loaded when it is needed: it takes longer than all the rest. */
import { loadApi } from '@ice/api/load';
import path from 'node:path';
import type { ConnectionOptions } from './connection-holder.js';

/** One that listens. */
export interface LocalServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** What answers for models, for people. */
  readonly answers: string;
  /** True where nobody needs a key, or nobody has one. */
  isKeyless(): Promise<boolean>;
  /** What it ran goes to whoever comes next; nothing of it is left afterwards. */
  close(): Promise<void>;
}

/** Starts it. @throws ConfigError for a setting that cannot be used, IceError where the store cannot be opened. */
export async function startLocalServer({ env, cwd, runsExecutions }: ConnectionOptions): Promise<LocalServer> {
  const { createApp, createLogger, readAppConfig } = await loadApi(env['ICE_PLUGINS']);
  const folder = path.resolve(cwd, env['ICE_DATA_DIR']?.trim() || '.ice');
  const variables = {
    ICE_LOG_LEVEL: 'silent',
    ...env,
    ICE_DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    ICE_ROLE: 'all',
  };
  // A process of the role `api` takes nothing over: whoever only looks disturbs no execution that waits for its worker to come back.
  const config = Object.freeze({
    ...readAppConfig(variables),
    role: runsExecutions ? ('all' as const) : ('api' as const),
  });
  const app = await createApp(config, createLogger(config.logLevel));
  await app.listen({ port: config.port, host: config.host });
  const url = await app.getUrl();
  return {
    url,
    answers: answersOf(config),
    isKeyless: async () => !env['ICE_API_KEY'] || (await isKeyless(url)),
    close: () => app.close(),
  };
}

/** Who answers for models: the same decision as the server's. */
function answersOf({ cassettes, testMode }: { readonly cassettes: string; readonly testMode: boolean }): string {
  if (cassettes === 'replay') return 'recorded answers (offline)';
  return testMode ? 'synthetic answers (test mode)' : 'real models';
}

async function isKeyless(url: string): Promise<boolean> {
  const { status } = await fetch(`${url}/api/v1/executions?limit=1`);
  return status !== 401;
}
