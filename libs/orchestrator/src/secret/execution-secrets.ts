/** The secrets of one execution: resolves them for the moment of a call, and masks in everything that comes back what was ever resolved.
 *  Nothing here gives a value to anyone but the tool that it is meant for. */
import {
  FailureError,
  openSealed,
  sealedNames,
  SecretMask,
  SecretStore,
  type Failure,
  type JsonObject,
  type JsonValue,
  type ResolvedSecret,
  type SealedRendering,
  type SealedText,
  type Tenant,
} from '@ice/core';
import type { Outcome } from '../schedule/scheduler-options.js';

/** Where the executions of a process get secrets from, and who has to know of them. */
export interface SecretSource {
  readonly store: SecretStore;
  /** Told of every value before it is used, so that the logs of the process mask it. */
  learn(name: string, value: string): void;
  /** Knows the keys of the process itself (of providers, of servers), which failures may repeat. */
  readonly ownKeys: Pick<SecretMask, 'json'>;
}

/** Whose they are. */
export interface SecretOwner {
  readonly tenant: Tenant;
  /** Those that the blueprint reads. */
  readonly names: readonly string[];
}

/** Secrets of one execution in this process. */
export class ExecutionSecrets {
  /** Knows every value that was resolved for the execution here. */
  readonly mask = new SecretMask();
  private learnt: Promise<unknown> | null = null;

  constructor(
    private readonly owner: SecretOwner,
    private readonly source: SecretSource,
  ) {}

  /** True where the blueprint reads any. */
  get areRead(): boolean {
    return this.owner.names.length > 0;
  }

  /** Makes the values of all secrets that the blueprint reads known to the mask, once: an earlier owner of the execution may have used
   *  them, and what it sent may come back. @throws IceError `store-unavailable`. */
  async recall(): Promise<void> {
    this.learnt ??= Promise.all(this.owner.names.map((name) => this.recallOne(name)));
    try {
      await this.learnt;
    } catch (fault) {
      this.learnt = null;
      throw fault;
    }
  }

  /** One that is not there, or cannot be read, is told where it is used. */
  private async recallOne(name: string): Promise<void> {
    try {
      await this.find(name);
    } catch (fault) {
      if ((fault as { readonly code?: unknown }).code !== 'secret-unreadable') throw fault;
    }
  }

  /** The value with its secrets, resolved now. @throws FailureError `secret-missing`; IceError `secret-unreadable`. */
  async open(rendering: SealedRendering): Promise<JsonValue> {
    const found = await this.resolveAll(rendering.sealed);
    return openSealed(rendering, (name) => (found.get(name) as ResolvedSecret).value);
  }

  /** What decides what a call with these texts gives, without a value: names, and versions as they are now. Throws as `open`. */
  async describe(sealed: readonly SealedText[]): Promise<JsonValue> {
    const found = await this.resolveAll(sealed);
    return sealed.map(({ pointer, parts }) => {
      const shown = parts.map((part) => {
        return typeof part === 'string'
          ? part
          : { ...part, version: (found.get(part.secret) as ResolvedSecret).version };
      });
      return { pointer, parts: shown };
    });
  }

  /** The outcome without known values, also in what the process's own keys have got into. */
  maskOutcome(outcome: Outcome): Outcome {
    if (outcome.ok) return this.mask.isEmpty ? outcome : { ...outcome, output: this.mask.json(outcome.output) };
    return { ...outcome, failure: this.maskFailure(outcome.failure) };
  }

  /** The same of a failure alone. */
  maskFailure(failure: Failure): Failure {
    return this.maskReport(failure as unknown as JsonObject) as unknown as Failure;
  }

  /** The same of what an attempt says of failures and in log lines. */
  maskReport<Report extends JsonObject>(report: Report): Report {
    return this.source.ownKeys.json(this.mask.json(report));
  }

  private async resolveAll(sealed: readonly SealedText[]): Promise<ReadonlyMap<string, ResolvedSecret>> {
    const found = await Promise.all(sealedNames(sealed).map(async (name) => [name, await this.find(name)] as const));
    const missing = found.flatMap(([name, secret]) => (secret ? [] : [name]));
    if (missing.length > 0) throw secretMissing(missing);
    return new Map(found as readonly (readonly [string, ResolvedSecret])[]);
  }

  private async find(name: string): Promise<ResolvedSecret | null> {
    const secret = await this.source.store.resolve(this.owner.tenant, name);
    if (secret) {
      this.mask.learn(name, secret.value);
      this.source.learn(name, secret.value);
    }
    return secret;
  }
}

function secretMissing(names: readonly string[]): FailureError {
  const message = names.length === 1 ? `The secret ${names[0]} is not set.` : `Not set are: ${names.join(', ')}.`;
  return new FailureError('secret-missing', message, {
    evidence: { secrets: names },
  });
}

class NoSecrets extends SecretStore {
  override resolve(): Promise<null> {
    return Promise.resolve(null);
  }
}

/** Where no process gives any. */
export const noSecrets: SecretSource = Object.freeze({
  store: Object.freeze(new NoSecrets()),
  learn: () => undefined,
  ownKeys: Object.freeze({ json: <Value>(value: Value): Value => value }),
});

/** Of an execution that reads none. */
export function withoutSecrets(tenant: Tenant): ExecutionSecrets {
  return new ExecutionSecrets({ tenant, names: [] }, noSecrets);
}
