/** Looks before an execution starts whether the secrets are there that it will read, its children's too: what is missing is told at once
 *  and all together. Whether they stay is told by the calls that read them. */
import { Inject, Injectable } from '@nestjs/common';
import { secretNamesOf, SecretStore, type CompiledBlueprint, type Tenant } from '@ice/core';
import { BlueprintCompiler } from '../blueprints/compile/blueprint-compiler.js';
import { ProblemException } from '../http/problem/problem-exception.js';

/** See the head of this file. */
@Injectable()
export class SecretCheck {
  constructor(
    @Inject(SecretStore) private readonly secrets: SecretStore,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
  ) {}

  /** @throws ProblemException `secret-missing` with every name; IceError `secret-unreadable`. */
  async check(tenant: Tenant, compiled: CompiledBlueprint): Promise<void> {
    const names = [...(await this.namesIn(tenant, compiled))].sort();
    const found = await Promise.all(names.map((name) => this.secrets.resolve(tenant, name)));
    const missing = names.filter((_name, index) => found[index] === null);
    if (missing.length > 0) throw secretMissing(missing);
  }

  /** One that runs itself through others is looked at once. A child that is not there any more is told when it is called. */
  private async namesIn(tenant: Tenant, compiled: CompiledBlueprint): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    const seen = new Set<string>();
    for (const pending = [compiled]; pending.length > 0;) {
      const next = pending.pop() as CompiledBlueprint;
      if (seen.has(next.revision)) continue;
      seen.add(next.revision);
      for (const name of secretNamesOf(next)) names.add(name);
      for (const { revision } of Object.values(next.children)) {
        const child = seen.has(revision) ? null : await this.compiler.compiledOf(tenant, revision, compiled.pins);
        if (child) pending.push(child);
      }
    }
    return names;
  }
}

function secretMissing(names: readonly string[]): ProblemException {
  const detail =
    names.length === 1 ? `The secret ${names[0]} is not set.` : `These secrets are not set: ${names.join(', ')}.`;
  return new ProblemException('secret-missing', detail, {
    facts: { secrets: names },
    errors: names.map((name) => ({ pointer: '', code: 'secret-missing', detail: `${name} is not set` })),
  });
}
