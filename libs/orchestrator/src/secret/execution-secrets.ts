/** The secrets of one execution: resolves them for the moment of a call, and masks in everything that comes back what was ever resolved.
 *  Nothing here gives a value to anyone but the tool that it is meant for. */
import {
  defaultTenant,
  FailureError,
  IceError,
  inputOfSecret,
  openSealed,
  parsePointer,
  sealedNames,
  SecretMask,
  SecretStore,
  type Failure,
  type JsonObject,
  type JsonValue,
  type ResolvedSecret,
  type SealedRendering,
  type SealedText,
  type SecretInputRepository,
  type Tenant,
} from '@ice/core';
import type { Outcome } from '../schedule/scheduler-options.js';
import { withoutRepeats, type SecretHolder } from './secret-ancestry.js';

/** Where the executions of a process get secrets from, and who has to know of them. */
export interface SecretSource {
  readonly store: SecretStore;
  /** The values of secret inputs. */
  readonly inputs: Pick<SecretInputRepository, 'keep' | 'resolve'>;
  /** Told of every value before it is used, so that the logs of the process mask it. */
  learn(name: string, value: string): void;
  /** Knows the keys of the process itself (of providers, of servers), which failures may repeat. */
  readonly ownKeys: Pick<SecretMask, 'json'>;
}

/** Whose they are. */
export interface SecretOwner extends SecretHolder {
  readonly tenant: Tenant;
  /** The executions above, whose secrets may come back here too. Null: there are none. */
  readonly above: (() => Promise<readonly SecretHolder[]>) | null;
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

  /** True where there may be any: the blueprint, or one that it runs, reads some, or it was run by another. */
  get areRead(): boolean {
    return this.owner.names.length > 0 || this.owner.above !== null;
  }

  /** Makes the values of all secrets that this execution or one above it may have used known to the mask, once: an earlier owner may have
   *  sent them, and they may come back. @throws IceError `store-unavailable`. */
  async recall(): Promise<void> {
    this.learnt ??= this.recallAll();
    try {
      await this.learnt;
    } catch (fault) {
      this.learnt = null;
      throw fault;
    }
  }

  private async recallAll(): Promise<void> {
    const holders = [this.owner, ...((await this.owner.above?.()) ?? [])];
    await Promise.all(withoutRepeats(holders).map(([executionId, name]) => this.recallOne(executionId, name)));
  }

  /** One that is not there, or cannot be read, is told where it is used. */
  private async recallOne(executionId: string, name: string): Promise<void> {
    try {
      await this.find(name, executionId);
    } catch (fault) {
      if ((fault as { readonly code?: unknown }).code !== 'secret-unreadable') throw fault;
    }
  }

  /** The value with its secrets, resolved now. @throws FailureError `secret-missing`; IceError `secret-unreadable`. */
  async open(rendering: SealedRendering): Promise<JsonValue> {
    const found = await this.resolveAll(rendering.sealed);
    return openSealed(rendering, (name) => (found.get(name) as ResolvedSecret).value);
  }

  /** The inputs of a child that hold secrets, by name. Throws as `open`. */
  async openInputs(inputs: JsonObject, sealed: readonly SealedText[]): Promise<Readonly<Record<string, string>>> {
    const opened = (await this.open({ value: inputs, sealed })) as JsonObject;
    const names = sealed.map(({ pointer }) => parsePointer(pointer)?.[0] ?? '');
    return Object.fromEntries(names.map((name) => [name, opened[name] as string]));
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

  private async find(name: string, executionId = this.owner.executionId): Promise<ResolvedSecret | null> {
    const input = inputOfSecret(name);
    const secret = await (input === null
      ? this.source.store.resolve(this.owner.tenant, name)
      : this.source.inputs.resolve(executionId, input));
    if (secret) {
      this.mask.learn(name, secret.value);
      this.source.learn(name, secret.value);
    }
    return secret;
  }
}

function secretMissing(names: readonly string[]): FailureError {
  const [first = '', ...others] = names;
  const fault = inputOfSecret(first) === null ? 'is not set' : 'is not kept any more';
  const message = others.length === 0 ? `The secret ${first} ${fault}.` : `Not set are: ${names.join(', ')}.`;
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
  inputs: Object.freeze({
    keep: () => Promise.reject(new IceError('secret-key-missing', 'Secret inputs cannot be kept here.')),
    resolve: () => Promise.resolve(null),
  }),
  learn: () => undefined,
  ownKeys: Object.freeze({ json: <Value>(value: Value): Value => value }),
});

/** Of an execution that reads none. */
export function withoutSecrets(executionId: string): ExecutionSecrets {
  return new ExecutionSecrets({ tenant: defaultTenant, executionId, names: [], above: null }, noSecrets);
}
