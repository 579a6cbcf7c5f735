/** `ice doctor`: whether iceOS could work here, and what to do where not. It looks, and changes nothing. */
import { ConfigError, missingModelKeys, readAppConfig, type AppConfig } from '@ice/api';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { table } from '../../text/table.js';
import { checkDataFolder } from './doctor/check-data-folder.js';
import { checkModels } from './doctor/check-models.js';
import { checkNode } from './doctor/check-node.js';
import { checkPlugins } from './doctor/check-plugins.js';
import { checkPort } from './doctor/check-port.js';
import { checkSecretKey } from './doctor/check-secret-key.js';
import { checkStore } from './doctor/check-store.js';
import { failed, passed, type Check, type CheckState } from './doctor/check.js';

const marks: Readonly<Record<CheckState, string>> = { ok: '✔', warning: '!', failed: '✖' };

/** Exit code 1 where anything has failed. */
export async function runDoctor({ env, cwd }: CommandContext): Promise<CommandResult> {
  const checks = [checkNode(process.versions.node), ...(await configuredChecks(env, cwd))];
  const isWell = !checks.some(({ state }) => state === 'failed');
  return { value: { ok: isWell, checks }, text: textOf(checks, isWell), exitCode: isWell ? 0 : 1 };
}

async function configuredChecks(env: CommandContext['env'], cwd: string): Promise<readonly Check[]> {
  const config = configOf(env);
  if (!('store' in config)) return [config];
  return [
    passed('settings', 'every setting can be used'),
    ...(config.store === 'sqlite' ? [await checkDataFolder(config.dataDir)] : []),
    await checkStore(config),
    await checkPort(config),
    checkModels(config, missingModelKeys(config)),
    checkSecretKey(config),
    await checkPlugins(config, cwd),
  ];
}

/** The configuration, or why there is none. */
function configOf(env: CommandContext['env']): AppConfig | Check {
  try {
    return readAppConfig(env);
  } catch (fault) {
    if (!(fault instanceof ConfigError)) throw fault;
    return failed('settings', fault.sentences.join(' '), '"ice config" shows every setting and where it comes from.');
  }
}

function textOf(checks: readonly Check[], isWell: boolean): string {
  const lines = table(
    ['', '', ''],
    checks.map(({ name, state, detail }) => [marks[state], name, detail]),
  ).split('\n');
  const withFixes = checks.flatMap(({ fix }, index) => [lines[index] ?? '', ...(fix ? [`     fix: ${fix}`] : [])]);
  return [...withFixes, '', isWell ? 'iceOS can work here.' : 'iceOS cannot work here before the ✖ are mended.'].join(
    '\n',
  );
}
