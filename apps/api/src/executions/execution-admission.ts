/** Decides whether an execution may start: finds the blueprint among those of the tenant, compiles it, completes and judges the inputs.
 *  Nothing is stored here. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  IceError,
  resolveInputs,
  type CompiledBlueprint,
  type JsonObject,
  type JsonValue,
  type Tenant,
} from '@ice/core';
import { ProblemException } from '../http/problem/problem-exception.js';
import { BlueprintCompiler } from '../blueprints/blueprint-compiler.js';
import { SecretCheck } from '../secrets/secret-check.js';
import { refuseInputs } from './refuse-inputs.js';
import type { StartExecutionDto } from './start-execution.dto.js';

/** An execution that may start. */
export interface Admitted {
  readonly compiled: CompiledBlueprint;
  readonly blueprintId: string | null;
  /** True when the revision is stored already: only then can a restart find it again. */
  readonly isStored: boolean;
  /** Complete: defaults are filled in. */
  readonly inputs: JsonObject;
}

/** Admits executions. */
@Injectable()
export class ExecutionAdmission {
  constructor(
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(SecretCheck) private readonly secrets: SecretCheck,
  ) {}

  /** Admits, or refuses with a problem: `validation-failed`, `not-found`, `blueprint-invalid`, `inputs-invalid`,
   *  `secret-missing`. */
  async admit(tenant: Tenant, request: StartExecutionDto): Promise<Admitted> {
    const compiled = await this.find(tenant, request);
    const resolved = resolveInputs(compiled, (request.inputs ?? {}) as JsonObject);
    if (resolved.ok) {
      await this.secrets.check(tenant, compiled);
      const isStored = request.blueprint === undefined;
      return { compiled, blueprintId: request.blueprint_id ?? null, isStored, inputs: resolved.inputs };
    }
    throw refuseInputs(resolved.problems, '/inputs');
  }

  private find(tenant: Tenant, request: StartExecutionDto): Promise<CompiledBlueprint> {
    const { blueprint_id, revision, blueprint } = request;
    const given = [blueprint_id, revision, blueprint].filter((value) => value !== undefined);
    if (given.length !== 1) {
      const detail = 'Give exactly one of blueprint_id, revision and blueprint.';
      throw new ProblemException('validation-failed', detail, {
        errors: [{ pointer: '', code: 'validation-failed', detail }],
      });
    }
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
