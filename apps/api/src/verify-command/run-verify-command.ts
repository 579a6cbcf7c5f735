/** Looks whether the store of the configuration keeps its promises, beside live servers or without one. Findings go to stdout, one in a line;
 *  how far it is goes to stderr. */
import { BlueprintRepository, ExecutionRepository, IceError, isIceError } from '@ice/core';
import { SystemClock, UlidSource } from '@ice/storage';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AppConfig } from '../config/app-config.js';
import { ConfigError } from '../config/config-error.js';
import { readAppConfig, type Environment } from '../config/read-app-config.js';
import { openLedger, openStore } from '../storage/open-store.js';
import { StoreVerifier, type Finding } from './store-verifier.js';

const usage = `npm run -s verify-store [-- --json]
Reads every execution, payload and reservation of the store that the configuration names, and tells what is not as docs/promises.md
says. It writes nothing, but brings a SQLite file of an earlier version up to date, as a server does when it starts.
Exit code: 0 = nothing found, 1 = findings, 2 = wrong words, 9 = the store cannot be read.
`;

/** Where the command speaks. */
export interface Voice {
  out(text: string): void;
  err(text: string): void;
}

/** Obeys the words; gives the exit code. */
export async function runVerifyCommand(
  words: readonly string[],
  environment: Environment,
  voice: Voice,
): Promise<number> {
  const isWrong = words.some((word) => word !== '--json');
  if (isWrong) {
    voice.err(usage);
    return words.length === 1 && words[0] === '--help' ? 0 : 2;
  }
  try {
    return await verify(words.includes('--json'), environment, voice);
  } catch (error) {
    const isPlain = error instanceof ConfigError || isIceError(error);
    voice.err(`${isPlain ? error.message : ((error as Error).stack ?? String(error))}\n`);
    return 9;
  }
}

async function verify(isJson: boolean, environment: Environment, voice: Voice): Promise<number> {
  const config = readAppConfig(environment);
  refuseNothing(config);
  const clock = new SystemClock();
  const ids = new UlidSource(clock);
  const store = await openStore(config, ids);
  try {
    const verifier = new StoreVerifier({
      executions: new ExecutionRepository(store),
      blueprints: new BlueprintRepository(store, clock, ids),
      ledger: openLedger(config, store),
      now: () => clock.now(),
    });
    let findings = 0;
    for await (const finding of verifier.findings()) {
      findings += 1;
      voice.out(isJson ? `${JSON.stringify(finding)}\n` : lineOf(finding));
    }
    const { executions, events, payloads, reservations } = verifier.counts;
    const seen = `${executions} executions, ${events} events, ${payloads} payloads, ${reservations} open reservations`;
    voice.err(`verify-store: ${seen}: ${findings === 0 ? 'every promise is kept' : `${findings} findings`}\n`);
    return findings === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** A look must not make what it looks for. */
function refuseNothing({ store, dataDir }: AppConfig): void {
  const isThere = store === 'sqlite' ? existsSync(path.join(dataDir, 'ice.db')) : store !== 'memory';
  if (!isThere)
    throw new IceError('store-unavailable', `There is no store to look at (ICE_STORE ${store}, ${dataDir}).`);
}

function lineOf({ promise, execution_id, message }: Finding): string {
  return `${promise} ${execution_id} ${message}\n`;
}
