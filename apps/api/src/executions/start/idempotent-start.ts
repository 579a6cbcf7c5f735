/** Starts executions, each idempotency key of a caller once: whoever repeats a start is given the execution that it started. The key is reserved
 *  with the execution's id before anything is accepted, and the journal accepts an id once, so that neither a crash in between nor two
 *  requests at a time, in whatever processes, start two. */
import { Inject, Injectable } from '@nestjs/common';
import {
  canonicalJson,
  ExecutionsByTenant,
  IdempotencyRepository,
  type ExecutionHead,
  type JsonValue,
  type KeyClaim,
  type KeyScope,
} from '@ice/core';
import type { Caller } from '../../access/caller.js';
import { explainError } from '../../http/problem/explain-error.js';
import { problemKind } from '../../http/problem/problem-catalog.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { RequestDigest } from '../../secrets/request-digest.js';
import { ExecutionAdmission, type Admitted } from './execution-admission.js';
import { ExecutionStarter, type StartFacts } from './execution-starter.js';
import type { StartExecutionDto } from './start-execution.dto.js';

/** Expired keys removed with each new one: more than one, so that there are never many. */
const sweepSize = 10;

/** An execution that was asked for. */
export interface Started {
  readonly head: ExecutionHead;
  /** True where another request had started it. */
  readonly isReplayed: boolean;
}

/** Starts executions, with or without a key. */
@Injectable()
export class IdempotentStart {
  constructor(
    @Inject(IdempotencyRepository) private readonly keys: IdempotencyRepository,
    @Inject(ExecutionAdmission) private readonly admission: ExecutionAdmission,
    @Inject(ExecutionStarter) private readonly starter: ExecutionStarter,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(RequestDigest) private readonly digest: RequestDigest,
  ) {}

  /** Resolves when the acceptance is durable. Refuses what admission and start refuse, and `idempotency-key-reused`. */
  async start(caller: Caller, request: StartExecutionDto, key: string | null): Promise<Started> {
    if (key === null) return this.startWithoutKey(caller, request);
    const scope = scopeOf(caller, key);
    const content = contentOf(request);
    const known = await this.keys.find(scope);
    if (known) return this.repeat(caller, known, content, request);
    const admitted = await this.admission.admit(caller.tenant, request);
    const { isNew, reservation } = await this.keys.reserve(scope, this.digest.of(content));
    if (!isNew) return this.repeat(caller, reservation, content, request);
    this.sweep();
    return this.startReserved(caller, reservation, admitted, request);
  }

  private async startWithoutKey(caller: Caller, request: StartExecutionDto): Promise<Started> {
    const admitted = await this.admission.admit(caller.tenant, request);
    const head = await this.starter.start(caller, admitted, factsOf(request));
    return { head, isReplayed: false };
  }

  /** The execution that the key stands for. One that is not there was lost on its way, or is on its way now: it is started under the
   *  id that was reserved. */
  private async repeat(
    caller: Caller,
    reservation: KeyClaim,
    content: string,
    request: StartExecutionDto,
  ): Promise<Started> {
    if (!this.digest.matches(reservation.content, content)) throw reusedKey(reservation);
    const head = await this.executions.of(caller.tenant).head(reservation.executionId);
    if (head) return { head, isReplayed: true };
    const admitted = await this.admission.admit(caller.tenant, request);
    const shared = await this.keys.share(reservation);
    if (!shared) return this.start(caller, request, reservation.key);
    return this.startReserved(caller, shared, admitted, request);
  }

  /** Whatever went wrong, an execution that is there was started, if by another request: only the first one is recorded. */
  private async startReserved(
    caller: Caller,
    reservation: KeyClaim,
    admitted: Admitted,
    request: StartExecutionDto,
  ): Promise<Started> {
    const { executionId } = reservation;
    try {
      const head = await this.starter.start(caller, admitted, { ...factsOf(request), executionId });
      return { head, isReplayed: false };
    } catch (fault) {
      const head = await this.executions.of(caller.tenant).head(executionId);
      if (head) return { head, isReplayed: true };
      if (isRefusal(fault)) await this.keys.release(reservation);
      throw fault;
    }
  }

  /** Nobody waits for it. What it leaves behind, the next one finds. */
  private sweep(): void {
    void this.keys.removeExpired(sweepSize).catch(() => undefined);
  }
}

/** Two API keys of one tenant may be two clients that know nothing of each other. */
function scopeOf({ tenant, keyId }: Caller, key: string): KeyScope {
  return { tenant, apiKeyId: keyId, key };
}

/** What the request adds to the blueprint and its inputs. */
function factsOf({ tags, budget_usd }: StartExecutionDto): StartFacts {
  return { ...(tags && { tags }), ...(budget_usd !== undefined && { budgetUsd: budget_usd }) };
}

/** The body in one form, whatever its key order and spaces. It may be as long as a blueprint and hold secrets: only a digest is kept. */
function contentOf(request: StartExecutionDto): string {
  const members = Object.entries(request) as [string, JsonValue | undefined][];
  const given = members.filter((member): member is [string, JsonValue] => member[1] !== undefined);
  return canonicalJson(Object.fromEntries(given));
}

/** A refusal is certain to have started nothing; after a fault nobody knows. */
function isRefusal(fault: unknown): boolean {
  return problemKind(explainError(fault).code).status < 500;
}

function reusedKey({ executionId }: KeyClaim): ProblemException {
  return new ProblemException('idempotency-key-reused', 'This Idempotency-Key came with another body before.', {
    facts: { execution_id: executionId },
  });
}
