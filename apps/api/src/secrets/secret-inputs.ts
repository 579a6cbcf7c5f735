/** Takes the values of secret inputs out of what an execution is started with, before anything is recorded. Whatever starts executions
 *  goes through here; no answer and no problem repeats a value. */
import { Inject, Injectable } from '@nestjs/common';
import {
  extendPointer,
  SecretInputRepository,
  secretInputNames,
  secretOfInput,
  secretValueProblem,
  splitSecretInputs,
  type CompiledBlueprint,
  type JsonObject,
  type SplitInputs,
} from '@ice/core';
import type { SecretSource } from '@ice/orchestrator';
import { refuseInputs } from '../executions/start/refuse-inputs.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { SECRET_SOURCE } from './secret-source.provider.js';

/** What a rerun starts from. */
export interface OldInputs {
  readonly executionId: string;
  /** With labels in the place of secrets. */
  readonly inputs: JsonObject;
}

/** See the head of this file. */
@Injectable()
export class SecretInputs {
  constructor(
    @Inject(SecretInputRepository) private readonly kept: SecretInputRepository,
    @Inject(SECRET_SOURCE) private readonly source: Pick<SecretSource, 'learn'>,
  ) {}

  /**
   * Splits inputs that are complete and judged.
   *
   * @param at where they stand in the body.
   * @throws ProblemException `inputs-invalid` for values that could not be masked; IceError `secret-key-missing`.
   */
  take(compiled: CompiledBlueprint, inputs: JsonObject, at: string): SplitInputs {
    const split = splitSecretInputs(compiled.inputs, inputs);
    const given = Object.entries(split.secretInputs);
    if (given.length === 0) return split;
    for (const [name, value] of given) this.source.learn(secretOfInput(name), value);
    const problems = given.flatMap(([name, value]) => {
      const problem = secretValueProblem(secretOfInput(name), value);
      const pointer = extendPointer('', name);
      return problem === null
        ? []
        : [{ pointer, code: 'validation-failed' as const, message: `${name}: it ${problem}` }];
    });
    if (problems.length > 0) throw refuseInputs(problems, at);
    this.kept.checkKey();
    return split;
  }

  /**
   * The inputs of a rerun before they are judged: what is not given anew is as it was, secrets included.
   *
   * @throws ProblemException `secret-missing` for those that are not kept any more; IceError `secret-unreadable`.
   */
  async again(compiled: CompiledBlueprint, old: OldInputs, overrides: JsonObject): Promise<JsonObject> {
    const names = secretInputNames(compiled.inputs).filter((name) => !Object.hasOwn(overrides, name));
    const found = await Promise.all(names.map((name) => this.kept.resolve(old.executionId, name)));
    const missing = names.filter((_name, index) => found[index] === null);
    if (missing.length > 0) throw notKept(missing);
    const kept = names.map((name, index) => [name, found[index]?.value ?? ''] as const);
    return { ...old.inputs, ...Object.fromEntries(kept), ...overrides };
  }
}

function notKept(names: readonly string[]): ProblemException {
  const errors = names.map((name) => ({
    pointer: extendPointer('/input_overrides', name),
    code: 'secret-missing',
    detail: `the value of the secret input ${name} is not kept any more`,
  }));
  return new ProblemException('secret-missing', `Not kept any more: ${names.map(secretOfInput).join(', ')}.`, {
    facts: { secrets: names.map(secretOfInput) },
    errors,
    hint: 'Give the values again in input_overrides.',
  });
}
