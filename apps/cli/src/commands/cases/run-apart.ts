/** Runs blueprints in this process, apart from everything else: with a store of their own in memory, which is gone afterwards. */
import { IceClient } from '@ice/client';
import type { ExecutionSnapshot, JsonObject } from '@ice/core';
import type { CommandContext } from '../../command/command.js';
import { startLocalServer } from '../../connection/local-server.js';

/** Runs a document to its end. */
export type RunApart = (document: JsonObject, inputs: JsonObject) => Promise<ExecutionSnapshot>;

/** @param env variables that win over those of the context. @param work what is to be run. */
export async function runApart<T>(
  { env: own, cwd, signal }: CommandContext,
  env: Readonly<Record<string, string>>,
  work: (run: RunApart) => Promise<T>,
): Promise<T> {
  const variables = { ...own, ICE_API_KEYS: '', ...env, ICE_STORE: 'memory' };
  const server = await startLocalServer({ env: variables, cwd, remote: null, dataDir: null, runsExecutions: true });
  try {
    const { executions } = new IceClient({ url: server.url });
    return await work(async (blueprint, inputs) => {
      const execution = await executions.start({ blueprint, inputs }, { signal });
      return execution.wait({ signal });
    });
  } finally {
    await server.close();
  }
}
