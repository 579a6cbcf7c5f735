/** Makes attempts for other workers, as many at a time as this process makes for itself. What an attempt came to is kept for its owner, who
 *  alone records it. One that was taken from a dead worker is made again. */
import { isFinalStatus, ownerOf, type CompiledBlueprint, type ExecutionRepository, type Tenant } from '@ice/core';
import type { ExecutionFactory, RelayedAttempt } from '@ice/orchestrator';
import type { RedisConnection } from '@ice/storage';
import { keptMs, relayJobOf, relayKey } from './relay-names.js';

/** What it takes to make attempts of others. */
export interface RelayDeskParts {
  readonly executions: Pick<ExecutionRepository, 'head'>;
  readonly factory: Pick<ExecutionFactory, 'makeRelayed'>;
  readonly connection: RedisConnection;
  compiledOf(
    tenant: Tenant,
    revision: string,
    pins: Readonly<Record<string, string>>,
  ): Promise<CompiledBlueprint | null>;
}

/** See the head of this file. */
export class RelayDesk {
  constructor(private readonly parts: RelayDeskParts) {}

  /** Makes one attempt, unless nobody wants it any more, or it was made for an earlier owner. Rejects when the store or Redis does. */
  async make(attempt: RelayedAttempt, signal: AbortSignal): Promise<void> {
    const { factory, connection } = this.parts;
    const { executionId, revision, pins } = attempt;
    const key = relayKey(connection, relayJobOf(attempt));
    if (!(await this.isWanted(attempt)) || (await connection.command('EXISTS', key)) === 1) return;
    const compiled = await this.parts.compiledOf(ownerOf(executionId), revision, pins);
    if (!compiled) return;
    const end = await factory.makeRelayed(compiled, attempt, signal);
    if (signal.aborted) return;
    await connection.command('SET', key, JSON.stringify(end), 'PX', keptMs);
  }

  private async isWanted({ executionId, fence }: RelayedAttempt): Promise<boolean> {
    const head = await this.parts.executions.head(executionId);
    return head !== null && head.fence === fence && !isFinalStatus(head.status);
  }
}
