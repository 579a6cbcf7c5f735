/** Decides whether an execution may start: finds the blueprint, compiles it, completes and judges the inputs. Nothing is stored here. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  IceError,
  resolveInputs,
  type CompiledBlueprint,
  type JsonObject,
  type JsonValue,
} from '@ice/core';
import { ProblemException } from '../http/problem/problem-exception.js';
import { BlueprintCompiler } from '../blueprints/blueprint-compiler.js';
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
  ) {}

  /** Admits, or refuses with a problem: `validation-failed`, `not-found`, `blueprint-invalid`, `inputs-invalid`. */
  async admit(request: StartExecutionDto): Promise<Admitted> {
    const compiled = await this.find(request);
    const resolved = resolveInputs(compiled, (request.inputs ?? {}) as JsonObject);
    if (resolved.ok) {
      const isStored = request.blueprint === undefined;
      return { compiled, blueprintId: request.blueprint_id ?? null, isStored, inputs: resolved.inputs };
    }
    throw refuseInputs(resolved.problems, '/inputs');
  }

  private find(request: StartExecutionDto): Promise<CompiledBlueprint> {
    const { blueprint_id, revision, blueprint } = request;
    const given = [blueprint_id, revision, blueprint].filter((value) => value !== undefined);
    if (given.length !== 1) {
      const detail = 'Give exactly one of blueprint_id, revision and blueprint.';
      throw new ProblemException('validation-failed', detail, {
        errors: [{ pointer: '', code: 'validation-failed', detail }],
      });
    }
    if (blueprint !== undefined) return this.compiler.compile(blueprint as JsonValue);
    return blueprint_id !== undefined ? this.byId(blueprint_id) : this.byRevision(revision as string);
  }

  private async byId(id: string): Promise<CompiledBlueprint> {
    const stored = await this.blueprints.find(id);
    if (!stored) throw new IceError('not-found', `There is no blueprint "${id.slice(0, 64)}".`);
    return this.byRevision(stored.revision);
  }

  private async byRevision(revision: string): Promise<CompiledBlueprint> {
    const compiled = await this.compiler.compiledOf(revision);
    if (!compiled) throw new IceError('not-found', `There is no revision "${revision.slice(0, 80)}".`);
    return compiled;
  }
}
