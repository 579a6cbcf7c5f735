/** A document and all stored blueprints that it runs, at any depth: fetched before it is compiled, because the compiler itself fetches
 *  nothing. Nothing is compiled here, and nobody is told what is missing: the compiler does. */
import {
  blueprintRevision,
  isJsonObject,
  referencedBlueprints,
  type BlueprintRepository,
  type JsonObject,
  type JsonValue,
  type Tenant,
} from '@ice/core';

/** References (`bp_…`) by the revisions that they stand for. */
export type Pins = Readonly<Record<string, string>>;

/** One document. */
export interface ClosureMember {
  readonly revision: string;
  readonly document: JsonValue;
  /** What it names, whether it is there or not. */
  readonly references: readonly string[];
}

/** The document, and what it runs. */
export interface BlueprintClosure {
  readonly root: ClosureMember;
  /** By revision; the root is one of them. */
  readonly members: ReadonlyMap<string, ClosureMember>;
  /** Revision by reference, of those that are there. */
  readonly targets: ReadonlyMap<string, string>;
  /** References that were not followed, because there were enough already. */
  readonly leftOut: ReadonlySet<string>;
}

/** What decides which blueprints a closure holds. */
export interface ClosureOptions {
  readonly blueprints: BlueprintRepository;
  /** Whose blueprints and revisions may be run; what others have is not there. */
  readonly tenant: Tenant;
  /** Stand for these revisions whatever the blueprints are now, and also where they are gone. */
  readonly pins: Pins;
  /** At most this many references are followed. */
  readonly maxBlueprints: number;
}

/** Fetches everything that a document runs, level by level. */
export async function collectClosure(document: JsonValue, options: ClosureOptions): Promise<BlueprintClosure> {
  const references = referencedBlueprints(document);
  const root: ClosureMember = { revision: revisionOf(document, references), document, references };
  const closure: GrowingClosure = {
    root,
    members: new Map([[root.revision, root]]),
    targets: new Map(),
    leftOut: new Set(),
    followed: new Set(),
  };
  let level: readonly ClosureMember[] = [root];
  while (level.length > 0) level = await followLevel(level, closure, options);
  return closure;
}

interface GrowingClosure extends BlueprintClosure {
  readonly members: Map<string, ClosureMember>;
  readonly targets: Map<string, string>;
  readonly leftOut: Set<string>;
  /** References that were looked up. */
  readonly followed: Set<string>;
}

/** Looks up what the members name; gives those that nobody has named before. */
async function followLevel(
  level: readonly ClosureMember[],
  { members, targets, leftOut, followed }: GrowingClosure,
  options: ClosureOptions,
): Promise<readonly ClosureMember[]> {
  const open = [...new Set(level.flatMap(({ references }) => references))].filter((name) => !followed.has(name));
  const taken = open.slice(0, options.maxBlueprints - followed.size);
  for (const reference of open.slice(taken.length)) leftOut.add(reference);
  for (const reference of taken) followed.add(reference);
  const found = await Promise.all(taken.map((reference) => fetchMember(reference, options)));
  return found.flatMap((member, index) => {
    if (member === null) return [];
    targets.set(taken[index] as string, member.revision);
    if (members.has(member.revision)) return [];
    members.set(member.revision, member);
    return [member];
  });
}

/** Of a document that runs nothing nobody asks. */
function revisionOf(document: JsonValue, references: readonly string[]): string {
  return references.length > 0 && isJsonObject(document) ? blueprintRevision(document) : '';
}

async function fetchMember(reference: string, options: ClosureOptions): Promise<ClosureMember | null> {
  const found = await fetchDocument(reference, options);
  return found && { ...found, references: referencedBlueprints(found.document) };
}

async function fetchDocument(
  reference: string,
  { blueprints, tenant, pins }: ClosureOptions,
): Promise<Pick<ClosureMember, 'revision' | 'document'> | null> {
  const pinned = reference.startsWith('sha256:') ? reference : pins[reference];
  if (pinned !== undefined) {
    const document = await blueprints.revisions.find(tenant, pinned);
    return document && { revision: pinned, document: document as unknown as JsonObject };
  }
  const stored = await blueprints.find(tenant, reference);
  return stored && { revision: stored.revision, document: stored.blueprint as unknown as JsonObject };
}
