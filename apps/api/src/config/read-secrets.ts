/** Reads `ICE_SECRET_<NAME>`: secrets that the operator gives with the environment. No sentence repeats a value. */
import { isSecretName, secretValueProblem } from '@ice/core';

const prefix = 'ICE_SECRET_';

/** The key of the secrets that the server keeps: no secret itself. */
const keyName = 'KEY';

/** Secrets by name, and one sentence for each that cannot be used. */
export interface ReadSecrets {
  readonly secrets: ReadonlyMap<string, string>;
  readonly sentences: readonly string[];
}

/** All of an environment. An empty one is not set. */
export function readSecrets(environment: Readonly<Record<string, string | undefined>>): ReadSecrets {
  const secrets = new Map<string, string>();
  const sentences: string[] = [];
  for (const [variable, value] of Object.entries(environment)) {
    if (!isSecretVariable(variable) || !value) continue;
    const name = variable.slice(prefix.length);
    const problem = problemOf(name, value);
    if (problem === null) secrets.set(name, value);
    else sentences.push(`${variable.slice(0, 100)} is not usable: ${problem}.`);
  }
  return { secrets, sentences };
}

/** True for the variable of a secret, whatever its value and name are worth. */
export function isSecretVariable(variable: string): boolean {
  return variable.startsWith(prefix) && variable !== `${prefix}${keyName}`;
}

function problemOf(name: string, value: string): string | null {
  if (!isSecretName(name)) return 'after ICE_SECRET_ come A-Z, 0-9 and _, from a letter on, at most 64';
  const problem = secretValueProblem(name, value);
  return problem && `its value ${problem}`;
}
