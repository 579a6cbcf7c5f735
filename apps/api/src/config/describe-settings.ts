/** Every setting as it counts in this place, and where it comes from: for people who wonder. Values of secrets are never in it. */
import type { ConfigVariable } from './config-variable.js';
import { configVariables } from './config-variables.js';
import type { Environment } from './read-app-config.js';
import { isSecretVariable } from './read-secrets.js';

/** Where a value comes from: the process, the file `.env` of the working directory, or nowhere. */
export type SettingOrigin = 'environment' | '.env' | 'default';

/** One variable. Wire form, snake_case. */
export interface SettingDescription {
  readonly name: string;
  /** As it is written; `(set)` for a secret; null where it is empty. */
  readonly value: string | null;
  readonly origin: SettingOrigin;
  readonly is_secret: boolean;
  readonly description: string;
}

/**
 * All variables in the order of the documentation, the operator's secrets behind them.
 *
 * @param environment of the process, with that of the file below it.
 * @param file what `.env` says by itself.
 */
export function describeSettings(environment: Environment, file: Environment): readonly SettingDescription[] {
  const own = Object.keys(environment).filter(isSecretVariable);
  const secrets = own.sort().map((name) => ({ name, default: '', isSecret: true, description: 'A secret of yours.' }));
  const variables: readonly Described[] = [...Object.values(configVariables as Record<string, Described>), ...secrets];
  return variables.map((variable) => describe(variable, environment, file));
}

type Described = Pick<ConfigVariable<unknown>, 'name' | 'default' | 'isSecret' | 'description'>;

function describe(variable: Described, environment: Environment, file: Environment): SettingDescription {
  const { name, isSecret = false, description } = variable;
  const [origin, text] = sourceOf(variable, environment, file);
  const value = text === '' ? null : isSecret ? '(set)' : text;
  return { name, value, origin, is_secret: isSecret, description };
}

/** An empty variable counts as none, as it does at the start. */
function sourceOf(variable: Described, environment: Environment, file: Environment): readonly [SettingOrigin, string] {
  const text = environment[variable.name]?.trim() ?? '';
  if (text === '') return ['default', variable.default];
  return [text === file[variable.name]?.trim() ? '.env' : 'environment', text];
}
