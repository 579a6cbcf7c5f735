/** Decides whether an execution may start: finds the blueprint among those of the tenant, compiles it, completes and judges the inputs.
 *  Nothing is stored here. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  IceError,
  type CompiledBlueprint,
  type JsonObject,
  type JsonValue,
  type Tenant,
} from '@ice/core';
import { BlueprintCompiler } from '../../blueprints/compile/blueprint-compiler.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { SecretCheck } from '../../secrets/secret-check.js';
import { SecretInputs } from '../../secrets/secret-inputs.js';
import { completeInputs } from './complete-inputs.js';
import type { StartExecutionDto } from './start-execution.dto.js';

/** An execution that may start. */
export interface Admitted {
  readonly compiled: CompiledBlueprint;
  readonly blueprintId: string | null;
  /** True when the revision is stored already: only then can a restart find it again. */
  readonly isStored: boolean;
  /** Complete: defaults are filled in. Secret ones show labels. */
  readonly inputs: JsonObject;
  /** The values of secret inputs, by name. */
  readonly secretInputs: Readonly<Record<string, string>>;
}

/** Admits executions. */
@Injectable()
export class ExecutionAdmission {
  constructor(
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(SecretCheck) private readonly secrets: SecretCheck,
    @Inject(SecretInputs) private readonly secretInputs: SecretInputs,
  ) {}

  /** Admits, or refuses with a problem: `validation-failed`, `not-found`, `blueprint-invalid`, `inputs-invalid`,
   *  `inputs-too-large`, `secret-missing`, `secret-key-missing`. */
  async admit(tenant: Tenant, request: StartExecutionDto): Promise<Admitted> {
    const compiled = await this.find(tenant, request);
    const complete = completeInputs(compiled, (request.inputs ?? {}) as JsonObject, '/inputs');
    const split = this.secretInputs.take(compiled, complete, '/inputs');
    await this.secrets.check(tenant, compiled);
    const isStored = request.blueprint === undefined;
    return { compiled, blueprintId: request.blueprint_id ?? null, isStored, ...split };
  }

  private find(tenant: Tenant, request: StartExecutionDto): Promise<CompiledBlueprint> {
    const { blueprint_id, revision, blueprint } = request;
    const names = ['blueprint_id', 'revision', 'blueprint'] as const;
    const given = names.filter((name) => request[name] !== undefined);
    if (given.length !== 1) throw notOne(given);
    if (blueprint !== undefined) return this.compiler.compile(tenant, blueprint as JsonValue);
    return blueprint_id !== undefined ? this.byId(tenant, blueprint_id) : this.byRevision(tenant, revision as string);
  }

  private async byId(tenant: Tenant, id: string): Promise<CompiledBlueprint> {
    const stored = await this.blueprints.find(tenant, id);
    if (!stored) throw new IceError('not-found', `There is no blueprint "${id.slice(0, 64)}".`);
    return this.byRevision(tenant, stored.revision);
  }

  private async byRevision(tenant: Tenant, revision: string): Promise<CompiledBlueprint> {
    const compiled = await this.compiler.compiledOf(tenant, revision);
    if (!compiled) throw new IceError('not-found', `There is no revision "${revision.slice(0, 80)}".`);
    return compiled;
  }
}

/** Beside the first that says what to run, the others would be taken for nothing. */
function notOne([first, ...others]: readonly string[]): ProblemException {
  const detail = 'Give exactly one of blueprint_id, revision and blueprint.';
  const errors = others.map((name) => ({
    pointer: `/${name}`,
    code: 'unknown-property',
    detail: `Beside ${first} there is no ${name}. ${detail}`,
  }));
  const none = { pointer: '', code: 'validation-failed', detail };
  return new ProblemException('validation-failed', detail, { errors: errors.length > 0 ? errors : [none] });
}
