/** Changes blueprints: refuses early what is refused cheaply, compiles, then compares and sets in one step. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  type BlueprintWrite,
  type JsonObject,
  type StoredBlueprint,
  type Tenant,
} from '@ice/core';
import type { Caller } from '../../access/caller.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CostDesk } from '../../governance/cost-desk.js';
import {
  checkCreateLock,
  checkLock,
  lockConflict,
  wantedBy,
  type LockedResource,
  type Wanted,
} from '../../http/lock/check-lock.js';
import type { LockClaim, NamedVersion } from '../../http/lock/lock-claim.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { shown } from '../../http/problem/problem.js';
import { blueprintIdPattern } from '../blueprint-id.js';
import { BlueprintCompiler } from '../compile/blueprint-compiler.js';

const resource: LockedResource<StoredBlueprint> = {
  noun: 'blueprint',
  path: '/api/v1/blueprints',
  documentOf,
};

/** From a document to the one in its place. */
type Edit = (current: JsonObject) => JsonObject;

@Injectable()
export class BlueprintEditor {
  constructor(
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(CostDesk) private readonly costs: CostDesk,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** The blueprint, or a refusal, which is the same where it is another tenant's. */
  async get(tenant: Tenant, id: string): Promise<StoredBlueprint> {
    const stored = blueprintIdPattern.test(id) ? await this.blueprints.find(tenant, id) : null;
    return stored ?? refuseUnknown(id);
  }

  /** Stores a sound document under a new id. */
  async create(caller: Caller, document: JsonObject, claim: LockClaim): Promise<StoredBlueprint> {
    checkCreateLock(resource, claim);
    const compiled = await this.compiler.compile(caller.tenant, document);
    const { blueprint, revision } = compiled;
    const stored = await this.blueprints.create(caller.tenant, blueprint, revision, this.costs.certify(compiled));
    await this.audit.record(caller, 'blueprint.created', stored.id, { revision });
    return stored;
  }

  /** Replaces the document by what `edit` makes of it. */
  async change(caller: Caller, id: string, claim: LockClaim, edit: Edit): Promise<StoredBlueprint> {
    const { tenant } = caller;
    const current = await this.get(tenant, id);
    const wanted = wantedBy<StoredBlueprint>((stored) => edit(documentOf(stored)));
    checkLock(resource, claim, current, wanted);
    const compiled = await this.compiler.compile(tenant, edit(documentOf(current)));
    const { blueprint, revision } = compiled;
    const write = await this.blueprints.replace(current, blueprint, revision, this.costs.certify(compiled));
    const stored = settle(write, { id, claim, wanted });
    await this.audit.record(caller, 'blueprint.changed', id, { revision });
    return stored;
  }

  /** Removes the blueprint. Its revisions stay, and so do executions of them. */
  async remove(caller: Caller, id: string, claim: LockClaim): Promise<void> {
    const current = await this.get(caller.tenant, id);
    const wanted: Wanted<StoredBlueprint> = () => null;
    checkLock(resource, claim, current, wanted);
    settle(await this.blueprints.remove(current), { id, claim, wanted });
    await this.audit.record(caller, 'blueprint.deleted', id);
  }
}

/** What a change was about. */
interface Change {
  readonly id: string;
  readonly claim: NamedVersion;
  readonly wanted: Wanted<StoredBlueprint>;
}

/** The outcome of the one step that decides: somebody may have written between the reading and the writing. */
function settle(write: BlueprintWrite, { id, claim, wanted }: Change): StoredBlueprint {
  if (write.ok) return write.stored;
  if (!write.current) return refuseUnknown(id);
  throw lockConflict(resource, claim, write.current, wanted);
}

function documentOf({ blueprint }: StoredBlueprint): JsonObject {
  return blueprint as unknown as JsonObject;
}

function refuseUnknown(id: string): never {
  throw new ProblemException('not-found', `There is no blueprint "${shown(id, 64)}".`);
}
