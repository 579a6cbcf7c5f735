/** What admins do with the secrets of their organisation: name them, set them, remove them. Nobody is shown a value, once it is set. */
import { Inject, Injectable } from '@nestjs/common';
import { isSecretName, SecretRepository, secretValueProblem, type KeptSecret, type Tenant } from '@ice/core';
import { ProblemException } from '../http/problem/problem-exception.js';
import { shown } from '../http/problem/problem.js';
import { ConfiguredSecrets } from './configured-secrets.js';

/** A secret as it is shown. */
export interface SecretRow {
  readonly name: string;
  /** `stored`: set by `PUT`; it wins. `environment`: set by the operator with `ICE_SECRET_<NAME>`. */
  readonly source: 'stored' | 'environment';
  /** Null for one of the environment. */
  readonly updated_at: string | null;
}

/** See the head of this file. */
@Injectable()
export class SecretDesk {
  constructor(
    @Inject(SecretRepository) private readonly kept: SecretRepository,
    @Inject(ConfiguredSecrets) private readonly configured: ConfiguredSecrets,
  ) {}

  /** All that blueprints of the tenant can read, by name. */
  async list(tenant: Tenant): Promise<readonly SecretRow[]> {
    const kept = (await this.kept.list(tenant)).map(rowOf);
    const names = new Set(kept.map(({ name }) => name));
    const others = this.configured.names(tenant).filter((name) => !names.has(name));
    const configured = others.map((name) => ({ name, source: 'environment', updated_at: null }) as const);
    return [...kept, ...configured].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Sets one. @throws ProblemException `validation-failed`; IceError `secret-key-missing`, `too-many-secrets`. */
  async put(tenant: Tenant, name: string, value: string): Promise<SecretRow> {
    if (!isSecretName(name)) throw refused('/name', 'name: A-Z, 0-9 and _, from a letter on, at most 64 characters');
    const problem = secretValueProblem(name, value);
    if (problem !== null) throw refused('/value', `value: it ${problem}`);
    return rowOf(await this.kept.put(tenant, name, value));
  }

  /** Removes one that was set here; one of the environment of the same name is read again. @throws ProblemException `not-found`. */
  async remove(tenant: Tenant, name: string): Promise<void> {
    if (isSecretName(name) && (await this.kept.remove(tenant, name))) return;
    const isConfigured = this.configured.names(tenant).includes(name);
    throw new ProblemException('not-found', `No secret ${JSON.stringify(shown(name))} was set here.`, {
      hint: isConfigured
        ? `The operator has set it with ICE_SECRET_${name}, and takes it away there.`
        : 'GET /api/v1/secrets lists those that there are.',
    });
  }
}

function rowOf({ name, updated_at }: KeptSecret): SecretRow {
  return { name, source: 'stored', updated_at };
}

function refused(pointer: string, detail: string): ProblemException {
  const errors = [{ pointer, code: 'validation-failed', detail }];
  return new ProblemException('validation-failed', `${detail}.`, { errors });
}
