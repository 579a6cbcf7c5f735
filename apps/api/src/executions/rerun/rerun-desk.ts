/** Reruns: a new execution of the same revision that uses again what an ended one has. What runs again, and which effects are repeated,
 *  is told before it happens. */
import { Inject, Injectable } from '@nestjs/common';
import {
  compileSchema,
  ExecutionsByTenant,
  IceError,
  IdSource,
  isFinalStatus,
  type CompiledBlueprint,
  type ExecutionHead,
  type ExecutionSnapshot,
  type JsonObject,
  secretInputNames,
  type RerunLink,
  type SplitInputs,
} from '@ice/core';
import { ExecutionSupervisor, planRerun, type OldRun, type RerunPlan } from '@ice/orchestrator';
import type { Caller } from '../../access/caller.js';
import { AuditLog } from '../../audit/audit-log.js';
import { BlueprintCompiler } from '../../blueprints/compile/blueprint-compiler.js';
import { Preflight } from '../../governance/preflight.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { SecretCheck } from '../../secrets/secret-check.js';
import { SecretInputs } from '../../secrets/secret-inputs.js';
import { completeInputs } from '../start/complete-inputs.js';
import { unknownExecution } from '../unknown-execution.js';
import type { RerunDto } from './rerun.dto.js';

/** A rerun that has started, with what it does. Paths are those of the old execution. */
export interface Rerun {
  readonly head: ExecutionHead;
  readonly reused: readonly string[];
  readonly again: readonly string[];
  /** Of those that run again: the ones whose effect on the world is repeated. */
  readonly repeated: readonly { readonly path: string; readonly effect: 'idempotent' | 'at_most_once' }[];
}

/** Where new inputs stand in the body. */
const overridesAt = '/input_overrides';

/** Starts reruns. */
@Injectable()
export class RerunDesk {
  constructor(
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Preflight) private readonly preflight: Preflight,
    @Inject(AuditLog) private readonly audit: AuditLog,
    @Inject(SecretCheck) private readonly secrets: SecretCheck,
    @Inject(SecretInputs) private readonly secretInputs: SecretInputs,
  ) {}

  /** @throws ProblemException `still-running`, `unknown-node`, `inputs-invalid`, `inputs-too-large`, `secret-missing`; IceError
   *  `not-found`, `secret-unreadable`, `secret-key-missing`. */
  async rerun(caller: Caller, executionId: string, request: RerunDto): Promise<Rerun> {
    const { tenant, keyId } = caller;
    const executions = this.executions.of(tenant);
    const acceptance = await executions.acceptance(executionId);
    const old = acceptance && (await executions.snapshot(executionId));
    if (!old) throw unknownExecution(executionId);
    if (!isFinalStatus(old.status)) throw stillRunning(old);
    const { blueprint_id = null, pins = {}, tags } = acceptance;
    const compiled = await this.compiler.compiledOf(tenant, old.revision, pins);
    if (!compiled) throw new IceError('not-found', `The revision ${old.revision} is not there any more.`);
    const link = linkOf(compiled, old, request);
    const { inputs, secretInputs } = await this.inputsOf(compiled, old, request);
    const plan = planRerun(compiled, old, link, inputs);
    judge(plan, link);
    await this.secrets.check(tenant, compiled);
    const id = { executionId: this.ids.next('ex', tenant), ...(keyId !== null && { keyId }) };
    const start = {
      ...id,
      compiled,
      blueprintId: blueprint_id,
      inputs,
      secretInputs,
      rerun: link,
      ...(tags && { tags }),
    };
    const reserve = this.preflight.reserveFor(start);
    const head = await this.supervisor.start({ ...start, reserve }).catch((fault: unknown) => {
      throw this.preflight.explain(fault, start);
    });
    await this.audit.record(caller, 'execution.rerun', head.execution_id, { rerun_of: executionId });
    return { head, ...shownPlan(plan) };
  }

  private async inputsOf(
    compiled: CompiledBlueprint,
    { execution_id: executionId, inputs }: ExecutionSnapshot,
    { input_overrides = {} }: RerunDto,
  ): Promise<SplitInputs> {
    const given = await this.secretInputs.again(compiled, { executionId, inputs }, input_overrides as JsonObject);
    return this.secretInputs.take(compiled, completeInputs(compiled, given, overridesAt), overridesAt);
  }
}

function linkOf(
  { inputs }: CompiledBlueprint,
  old: ExecutionSnapshot,
  { from_node, reuse, outputs, input_overrides }: RerunDto,
): RerunLink {
  const paths = [...(from_node === undefined ? [] : [from_node]), ...Object.keys(outputs ?? {})];
  for (const path of paths) if (!old.nodes.some((run) => run.path === path)) throw unknownPath(path);
  const isAsked = from_node !== undefined || outputs !== undefined || input_overrides !== undefined;
  const secrets = secretInputNames(inputs).filter((name) => Object.hasOwn(input_overrides ?? {}, name));
  const isWhole = old.status === 'completed' && !isAsked;
  return {
    execution_id: old.execution_id,
    ...(from_node !== undefined && { from_node }),
    reuse: reuse ?? (isWhole ? 'none' : 'upstream'),
    ...(secrets.length > 0 && { secret_inputs: secrets }),
    ...(outputs && { outputs: outputs as JsonObject }),
  };
}

/** An output that is told has to be one that the node may give. */
function judge({ told }: RerunPlan, { outputs = {} }: RerunLink): void {
  for (const { run, node } of told) {
    const problems = node.outputSchema ? compileSchema(node.outputSchema)(outputs[run.path] ?? null) : [];
    if (problems.length === 0) continue;
    const errors = problems.map(({ pointer, message }) => ({
      pointer: `/outputs/${run.path}${pointer}`,
      code: 'validation-failed',
      detail: message,
    }));
    throw new ProblemException('validation-failed', `The node of "${run.path}" may not give this.`, { errors });
  }
}

function shownPlan({ reused, again }: RerunPlan): Omit<Rerun, 'head'> {
  return {
    reused: reused.map(({ run }) => run.path),
    again: again.map(({ run }) => run.path),
    repeated: again.flatMap(repeatOf),
  };
}

/** Only kinds that call out have effects of their own; of a container they are those of what is in it. */
function repeatOf({ run, node }: OldRun): Rerun['repeated'] {
  const { effect } = node;
  const callsOut = node.kind === 'tool' || node.kind === 'llm';
  return callsOut && effect !== 'pure' ? [{ path: run.path, effect }] : [];
}

function unknownPath(path: string): ProblemException {
  const detail = `The execution has no node run "${path.slice(0, 200)}".`;
  const hint = 'GET /api/v1/executions/{id} lists its node runs by path.';
  return new ProblemException('unknown-node', detail, { hint });
}

function stillRunning({ status }: ExecutionSnapshot): ProblemException {
  return new ProblemException('still-running', `The execution is ${status}.`);
}
