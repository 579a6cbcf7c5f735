/** Compiles what one document runs, each blueprint after those that it runs itself. Blueprints that run each other have no such order:
 *  among them only what they take is known, and what they give is not, whichever of them is asked for. Never throws: what does not
 *  compile is a fault of its interface. */
import {
  compileBlueprint,
  interfaceOf,
  outlineOf,
  unknownType,
  type BlueprintFault,
  type BlueprintInterface,
  type CompiledBlueprint,
  type CompileEnvironment,
  type Diagnostic,
  type Tenant,
} from '@ice/core';
import { setImmediate } from 'node:timers/promises';
import type { BlueprintClosure, ClosureMember, Pins } from './blueprint-closure.js';
import type { CompiledCache } from './compiled-cache.js';

/** See the head of this file. One serves one document. */
export class ClosureCompiler {
  /** What the document itself is compiled in. */
  readonly environment: CompileEnvironment;
  /** The revisions that the document is compiled with. */
  readonly pins: Pins;
  readonly #interfaces = new Map<string, BlueprintInterface>();
  readonly #compiled = new Map<string, CompiledBlueprint>();
  readonly #reach = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly closure: BlueprintClosure,
    private readonly base: CompileEnvironment,
    private readonly cache: CompiledCache,
    private readonly tenant: Tenant,
  ) {
    this.environment = this.#environmentOf(closure.root);
    this.pins = this.#pinsOf(closure.root);
  }

  /** Compiles all that the document runs, the last found first, and lets others have their turn between two of them. What is asked
   *  for before is compiled when it is asked for. */
  async compileOthers(): Promise<void> {
    const { root, members } = this.closure;
    for (const member of [...members.values()].reverse()) {
      if (member === root || this.#interfaces.has(member.revision)) continue;
      this.#interfaceOf(member);
      await setImmediate();
    }
  }

  /** All that the document runs, at any depth, as far as it is there and compiles. */
  get others(): readonly CompiledBlueprint[] {
    return [...this.#compiled.values()];
  }

  #environmentOf(member: ClosureMember): CompileEnvironment {
    return { ...this.base, findBlueprint: (reference) => this.#find(reference, member) };
  }

  #find(reference: string, from: ClosureMember): BlueprintInterface | undefined {
    if (this.closure.leftOut.has(reference)) return leftOut(reference, this.base.limits.maxBlueprints);
    const revision = this.closure.targets.get(reference);
    if (revision === undefined) return undefined;
    const target = this.#member(revision);
    if (!this.#reachOf(target).has(from.revision)) return this.#interfaceOf(target);
    return outlineOf(target.document, { revision, pins: this.#pinsOf(target) });
  }

  #interfaceOf(member: ClosureMember): BlueprintInterface {
    const known = this.#interfaces.get(member.revision);
    if (known) return known;
    const made = this.#compile(member);
    this.#interfaces.set(member.revision, made);
    return made;
  }

  #compile(member: ClosureMember): BlueprintInterface {
    const { revision, document } = member;
    const pins = this.#pinsOf(member);
    const known = this.cache.find(this.tenant, revision, pins);
    const result = known
      ? ({ ok: true, compiled: known } as const)
      : compileBlueprint(document, this.#environmentOf(member));
    if (!result.ok) return { ...outlineOf(document, { revision, pins }), fault: faultOf(result.diagnostics) };
    const compiled = this.cache.keep(this.tenant, result.compiled, pins);
    this.#compiled.set(revision, compiled);
    return interfaceOf(compiled);
  }

  #member(revision: string): ClosureMember {
    return this.closure.members.get(revision) as ClosureMember;
  }

  /** The `bp_…` references of the member, and of all that it runs. */
  #pinsOf(member: ClosureMember): Pins {
    const members = [member, ...[...this.#reachOf(member)].map((revision) => this.#member(revision))];
    const references = new Set(members.flatMap((one) => one.references.filter((name) => name.startsWith('bp_'))));
    const pins = [...references].sort().flatMap((reference) => {
      const revision = this.closure.targets.get(reference);
      return revision === undefined ? [] : [[reference, revision] as const];
    });
    return Object.freeze(Object.fromEntries(pins));
  }

  /** The revisions that it runs, at any depth; its own only where it runs itself through others. */
  #reachOf(member: ClosureMember): ReadonlySet<string> {
    const known = this.#reach.get(member.revision);
    if (known) return known;
    const reach = new Set<string>();
    for (const pending = [member]; pending.length > 0;) {
      const { references } = pending.pop() as ClosureMember;
      for (const revision of references.flatMap((reference) => this.closure.targets.get(reference) ?? [])) {
        if (reach.has(revision)) continue;
        reach.add(revision);
        pending.push(this.#member(revision));
      }
    }
    this.#reach.set(member.revision, reach);
    return reach;
  }
}

function leftOut(reference: string, maxBlueprints: number): BlueprintInterface {
  const message = `is one too many: a blueprint runs at most ${maxBlueprints} others, at any depth`;
  const fault: BlueprintFault = { code: 'too-many-blueprints', message };
  return { revision: '', name: reference, inputs: {}, output: unknownType, pins: {}, compiled: null, fault };
}

/** That there are too many is told as that, however deep it was found. */
function faultOf(diagnostics: readonly Diagnostic[]): BlueprintFault {
  const first = diagnostics.find(({ severity }) => severity === 'error');
  const code = first?.code === 'too-many-blueprints' ? first.code : 'blueprint-unsound';
  return { code, message: `does not compile: ${first?.message ?? 'it is not sound'}` };
}
