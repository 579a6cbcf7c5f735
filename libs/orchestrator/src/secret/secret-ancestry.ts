/** Whose secrets may come back to an execution: its own, and those of the executions above it, which may have sent theirs to the same
 *  place. Names only. */
import {
  inputOfSecret,
  ownerOf,
  secretInputNames,
  secretNamesOf,
  secretOfInput,
  type CompiledBlueprint,
  type ExecutionRepository,
  type Tenant,
} from '@ice/core';

/** Names of secrets as one execution reads them. */
export interface SecretHolder {
  readonly executionId: string;
  /** Kept ones, also those that what it runs reads; and its secret inputs, as `inputs.NAME`. */
  readonly names: readonly string[];
}

/** Where executions and their blueprints are looked up. */
export interface AncestrySources {
  readonly executions: Pick<ExecutionRepository, 'acceptance'>;
  /** The compiled blueprint of a revision that the tenant has stored, with these references pinned, or null where there is none. */
  compiledOf(
    tenant: Tenant,
    revision: string,
    pins: Readonly<Record<string, string>>,
  ): Promise<CompiledBlueprint | null>;
}

/** The names of all secrets that an execution of this blueprint may come across. */
export function secretNamesIn(compiled: CompiledBlueprint): readonly string[] {
  const known = namesIn.get(compiled);
  if (known) return known;
  const kept = new Set<string>();
  addKept(compiled, kept, new Set());
  const names = Object.freeze([...kept, ...secretInputNames(compiled.inputs).map(secretOfInput)]);
  namesIn.set(compiled, names);
  return names;
}

/** Asked with every execution, and the same for all of a compiled blueprint. */
const namesIn = new WeakMap<CompiledBlueprint, readonly string[]>();

function addKept(compiled: CompiledBlueprint, names: Set<string>, seen: Set<CompiledBlueprint>): void {
  if (seen.has(compiled)) return;
  seen.add(compiled);
  for (const name of secretNamesOf(compiled)) names.add(name);
  for (const child of Object.values(compiled.children)) if (child.compiled) addKept(child.compiled, names, seen);
}

/** The executions above one, the nearest first. What was removed meanwhile is not among them. @throws IceError `store-unavailable`. */
export async function holdersAbove(sources: AncestrySources, executionId: string): Promise<readonly SecretHolder[]> {
  const holders: SecretHolder[] = [];
  for (let id = await parentOf(sources, executionId); id !== undefined; id = await parentOf(sources, id)) {
    const facts = await sources.executions.acceptance(id);
    const compiled = facts && (await sources.compiledOf(ownerOf(id), facts.revision, facts.pins ?? {}));
    if (compiled) holders.push({ executionId: id, names: secretNamesIn(compiled) });
  }
  return holders;
}

async function parentOf({ executions }: AncestrySources, id: string): Promise<string | undefined> {
  return (await executions.acceptance(id))?.parent?.execution_id;
}

/** The same secret once: a kept one is the same for all of them. */
export function withoutRepeats(holders: readonly SecretHolder[]): readonly (readonly [string, string])[] {
  const pairs = holders.flatMap(({ executionId, names }) => names.map((name) => [executionId, name] as const));
  const byKey = new Map(pairs.map((pair) => [inputOfSecret(pair[1]) === null ? pair[1] : pair.join(' '), pair]));
  return [...byKey.values()];
}
