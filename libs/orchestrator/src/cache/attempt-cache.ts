/** Puts what an earlier attempt gave in the place of a new one, where the node allows it. Shared by all executions of a tenant in the
 *  process: of those that ask for the same at the same time, one makes the attempt and the others take what it gives. A cache that cannot be
 *  read or written is no failure of the node: the attempt is made. */
import {
  ownerOf,
  sealJson,
  type CachedOutput,
  type CacheRepository,
  type Clock,
  type CompiledCachePolicy,
  type JsonValue,
  type Tenant,
} from '@ice/core';
import type { AttemptContext } from '../run/attempt/attempt-context.js';
import { failureOf } from '../run/attempt/failure-of.js';
import { checkAgainst } from '../schedule/check-schema.js';
import type { Outcome } from '../schedule/scheduler-options.js';
import { cacheKey } from './cache-key.js';
import { Flight } from './flight.js';

/** One attempt that may be spared. */
interface Lookup {
  readonly tenant: Tenant;
  /** Within the tenant. */
  readonly key: string;
  readonly context: AttemptContext;
  readonly ttlMs: number;
  readonly make: () => Promise<Outcome>;
}

/** The cache of one process. */
export class AttemptCache {
  private readonly flights = new Map<string, Flight<CachedOutput>>();

  constructor(
    private readonly entries: Pick<CacheRepository, 'get' | 'put'>,
    private readonly clock: Clock,
  ) {}

  /** What was given before, or else what `make` gives now. Rejects as `make` does, and when the attempt is aborted while it waits for
   *  another that makes the same. */
  async attempt(context: AttemptContext, policy: CompiledCachePolicy, make: () => Promise<Outcome>): Promise<Outcome> {
    const tenant = ownerOf(context.means.executionId);
    // Of the secrets in the input: with another value of one, another output may be given.
    const secrets = context.sealed.length === 0 ? undefined : await context.means.secrets.describe(context.sealed);
    const key = keyOf(context, policy, secrets);
    const flight = this.flights.get(flightOf(tenant, key));
    if (!flight) return this.lead({ tenant, key, context, ttlMs: policy.ttlMs, make });
    const shared = await flight.wait(context.signal);
    return shared ? reused(shared) : make();
  }

  /** Looks, and makes the attempt on a miss. Who waits is let go at once when this attempt is aborted, however long it takes to end. */
  private async lead(lookup: Lookup): Promise<Outcome> {
    const { context } = lookup;
    const key = flightOf(lookup.tenant, lookup.key);
    const flight = new Flight<CachedOutput>();
    this.flights.set(key, flight);
    const abandon = (): void => {
      flight.land(null);
      if (this.flights.get(key) === flight) this.flights.delete(key);
    };
    context.signal.addEventListener('abort', abandon, { once: true });
    try {
      return await this.lookOrMake(lookup, flight);
    } finally {
      context.signal.removeEventListener('abort', abandon);
      abandon();
    }
  }

  private async lookOrMake(lookup: Lookup, flight: Flight<CachedOutput>): Promise<Outcome> {
    const found = await this.look(lookup);
    if (found) {
      flight.land(found);
      return reused(found);
    }
    const outcome = await lookup.make();
    const fresh = this.cachedOf(lookup.context, outcome);
    flight.land(fresh);
    if (fresh) await this.keep(lookup, fresh);
    return outcome;
  }

  private async look({ tenant, key, context }: Lookup): Promise<CachedOutput | null> {
    try {
      const found = await this.entries.get(tenant, key);
      if (!found) return null;
      const sealed = sealJson(found.output, Infinity);
      return sealed.ok ? { ...found, output: sealed.value } : null;
    } catch (thrown) {
      warn(context, 'read', thrown);
      return null;
    }
  }

  private async keep({ tenant, key, context, ttlMs }: Lookup, fresh: CachedOutput): Promise<void> {
    try {
      await this.entries.put(tenant, key, fresh, ttlMs);
    } catch (thrown) {
      warn(context, 'written', thrown);
    }
  }

  /** What may be used again: an output that the node's own schema will let through. */
  private cachedOf(context: AttemptContext, outcome: Outcome): CachedOutput | null {
    if (!outcome.ok || checkAgainst(context.node.outputSchema, outcome.output, 'output-invalid')) return null;
    const at = new Date(this.clock.now()).toISOString();
    const from = { execution_id: context.means.executionId, path: context.path, at };
    return { output: outcome.output, ...(outcome.quality && { quality: outcome.quality }), from };
  }
}

function flightOf(tenant: Tenant, key: string): string {
  return `${tenant} ${key}`;
}

/** It has cost nothing this time. */
function reused({ output, quality, from }: CachedOutput): Outcome {
  return { ok: true, output, ...(quality && { quality }), cached: from };
}

function keyOf({ node, input, means }: AttemptContext, { scope }: CompiledCachePolicy, secrets?: JsonValue): string {
  return cacheKey({
    ...(secrets !== undefined && { secrets }),
    node,
    scope,
    blueprint: means.blueprint,
    input,
    findTool: (name) => means.describeTool(name),
    modelName: (name) => means.fullModelName(name),
  });
}

function warn(context: AttemptContext, what: 'read' | 'written', thrown: unknown): void {
  const fields: Readonly<Record<string, JsonValue>> = { reason: failureOf(thrown, 'engine-fault').message };
  context.note({ type: 'log', data: { level: 'warn', message: `The cache could not be ${what}.`, fields } });
}
