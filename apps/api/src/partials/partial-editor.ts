/** Changes partial blueprints under their locks, and makes blueprints of them. Whether a document is sound is asked only when it is
 *  finalized. */
import { Inject, Injectable } from '@nestjs/common';
import { PartialRepository, type JsonObject, type StoredBlueprint, type StoredPartial, type Tenant } from '@ice/core';
import type { Caller } from '../access/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { refuseBlueprint } from '../blueprints/compile/refuse-blueprint.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { Preflight } from '../governance/preflight.js';
import {
  checkCreateLock,
  checkLock,
  checkNamed,
  lockConflict,
  wantedBy,
  type LockedResource,
  type Wanted,
} from '../http/lock/check-lock.js';
import type { LockClaim, NamedVersion } from '../http/lock/lock-claim.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { shown } from '../http/problem/problem.js';
import { alreadyFinalized } from './already-finalized.js';
import { checkDocument } from './check-document.js';
import { partialIdPattern, partialsPath } from './partial-id.js';
import { PartialInspector } from './partial-inspector.js';
import type { PartialUpdate } from './read-update.js';

const resource: LockedResource<StoredPartial> = {
  noun: 'partial blueprint',
  path: partialsPath,
  documentOf: ({ document }) => document,
};

@Injectable()
export class PartialEditor {
  constructor(
    @Inject(PartialRepository) private readonly partials: PartialRepository,
    @Inject(PartialInspector) private readonly inspector: PartialInspector,
    @Inject(Preflight) private readonly preflight: Preflight,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** The partial blueprint, or a refusal, which is the same where it is another tenant's. */
  async get(tenant: Tenant, id: string): Promise<StoredPartial> {
    const stored = partialIdPattern.test(id) ? await this.partials.find(tenant, id) : null;
    if (stored) return stored;
    throw unknownPartial(id);
  }

  /** Begins a new one. */
  async create(tenant: Tenant, document: JsonObject, claim: LockClaim): Promise<StoredPartial> {
    checkCreateLock(resource, claim);
    return this.partials.create(tenant, checkDocument(document, this.config.http));
  }

  /** Replaces the document by what `update` makes of it. */
  async change(tenant: Tenant, id: string, claim: LockClaim, update: PartialUpdate): Promise<StoredPartial> {
    const current = await this.get(tenant, id);
    const wanted = wantedBy<StoredPartial>(({ document }) => update(document));
    checkChangeable(claim, current, wanted);
    const document = checkDocument(update(current.document), this.config.http);
    const write = await this.partials.replace(current, document);
    if (write.ok) return write.stored;
    throw tooLate(write.current, { id, claim, wanted });
  }

  /** Removes it. A blueprint that it has become stays. */
  async remove(tenant: Tenant, id: string, claim: LockClaim): Promise<void> {
    const current = await this.get(tenant, id);
    checkLock(resource, claim, current, nothing);
    const write = await this.partials.remove(current);
    if (write.ok) return;
    throw write.current ? lockConflict(resource, claim, write.current, nothing) : unknownPartial(id);
  }

  /** Makes a blueprint of it. Refuses an unsound one with all findings, one that costs more than the budget with what it costs, and leaves
   *  it as it is. */
  async finalize(caller: Caller, id: string, claim: LockClaim): Promise<StoredBlueprint> {
    const { tenant } = caller;
    const current = await this.get(tenant, id);
    checkChangeable(claim, current, nothing);
    const result = await this.inspector.judge(tenant, current.document);
    if (!result.ok) throw refuseBlueprint(result.diagnostics);
    const { blueprint, revision } = result.compiled;
    const certificate = await this.preflight.checkLimits(tenant, result.compiled);
    const outcome = await this.partials.finalize(current, blueprint, revision, certificate);
    if (!outcome.ok) throw tooLate(outcome.current, { id, claim, wanted: nothing });
    await this.audit.record(caller, 'blueprint.finalized', outcome.blueprintId, { partial_id: id, revision });
    if (outcome.blueprint) return outcome.blueprint;
    throw new ProblemException('not-found', 'The blueprint was made, and somebody has removed it already.');
  }
}

/** What a change was about. */
interface Change {
  readonly id: string;
  readonly claim: NamedVersion;
  readonly wanted: Wanted<StoredPartial>;
}

/** A change whose document does not matter to whoever comes too late. */
const nothing: Wanted<StoredPartial> = () => null;

/** That it has become a blueprint is told before whose lock is the newer: no lock would help. */
function checkChangeable(
  claim: LockClaim,
  current: StoredPartial,
  wanted: Wanted<StoredPartial>,
): asserts claim is NamedVersion {
  checkNamed(resource, claim, current);
  if (current.finalizedAs !== null) throw alreadyFinalized(current);
  checkLock(resource, claim, current, wanted);
}

/** The refusal where somebody wrote between the reading and the writing. */
function tooLate(current: StoredPartial | null, { id, claim, wanted }: Change): ProblemException {
  if (!current) return unknownPartial(id);
  return current.finalizedAs === null ? lockConflict(resource, claim, current, wanted) : alreadyFinalized(current);
}

function unknownPartial(id: string): ProblemException {
  return new ProblemException('not-found', `There is no partial blueprint "${shown(id, 64)}".`);
}
