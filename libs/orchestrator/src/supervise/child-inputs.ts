/** The inputs of a child, complete and judged. What is to be kept secret comes as a secret of its parent: it is resolved now, is kept with
 *  the child, and no journal has it. */
import {
  isFailureError,
  isIceError,
  resolveInputs,
  secretInputNames,
  secretOfInput,
  secretValueProblem,
  splitSecretInputs,
  type CompiledBlueprint,
  type Failure,
  type SplitInputs,
} from '@ice/core';
import { failureOf } from '../run/attempt/failure-of.js';
import type { ChildStart } from '../run/child-executions.js';

/** What the child starts with, or why it cannot start. */
export type ChildInputs =
  { readonly ok: true; readonly inputs: SplitInputs } | { readonly ok: false; readonly failure: Failure };

/** Resolves and judges. @throws what may be over soon, such as IceError `store-unavailable`. */
export async function childInputs(compiled: CompiledBlueprint, start: ChildStart): Promise<ChildInputs> {
  const opened = await secretsOf(start);
  if (!opened.ok) return opened;
  const { secrets } = opened;
  const resolved = resolveInputs(compiled, { ...start.inputs, ...secrets });
  if (!resolved.ok) return refused(resolved.problems.map(({ pointer, message }) => `${pointer}: ${message}`));
  const problems = secretInputNames(compiled.inputs).flatMap((name) => problemOf(name, secrets) ?? []);
  if (problems.length > 0) return refused(problems);
  return { ok: true, inputs: splitSecretInputs(compiled.inputs, resolved.inputs) };
}

type Secrets = Readonly<Record<string, string>>;

async function secretsOf({
  secretInputs,
}: ChildStart): Promise<
  { readonly ok: true; readonly secrets: Secrets } | { readonly ok: false; readonly failure: Failure }
> {
  try {
    return { ok: true, secrets: (await secretInputs?.()) ?? {} };
  } catch (thrown) {
    if (!isFailureError(thrown) && !(isIceError(thrown) && !thrown.retryable)) throw thrown;
    return { ok: false, failure: failureOf(thrown, 'engine-fault') };
  }
}

/** The compiler has seen to it that a secret is given; a label, or what a model makes up, is none. */
function problemOf(name: string, secrets: Secrets): string | null {
  const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (value === undefined) return `/${name}: ${name} is a secret input and takes a secret`;
  const problem = secretValueProblem(secretOfInput(name), value);
  return problem === null ? null : `/${name}: ${name}: it ${problem}`;
}

function refused(problems: readonly string[]): ChildInputs {
  const message = problems.join('; ');
  return { ok: false, failure: { code: 'inputs-invalid', message, retryable: false, evidence: { problems } } };
}
