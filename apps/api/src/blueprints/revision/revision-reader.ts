/** Reads what blueprints were: their revisions, the documents of these, and what lies between two. Changes nothing. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  diffBlueprints,
  ownerOf,
  type Blueprint,
  type HistoryEntry,
  type HistoryQuery,
  type JsonObject,
  type Page,
  type StoredBlueprint,
  type Tenant,
} from '@ice/core';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { shown } from '../../http/problem/problem.js';
import { BlueprintEditor } from '../edit/blueprint-editor.js';
import {
  diffAnswer,
  revisionRow,
  type CertificateAnswer,
  type DiffAnswer,
  type RevisionRow,
} from '../present/present-revision.js';
import { revisionPattern } from './revision-address.js';

/** The two ends of a comparison, as far as somebody has named them. */
export interface DiffEnds {
  readonly from?: string;
  readonly to?: string;
}

@Injectable()
export class RevisionReader {
  constructor(
    @Inject(BlueprintEditor) private readonly editor: BlueprintEditor,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
  ) {}

  /** The revisions of a blueprint, newest first. */
  async list(tenant: Tenant, id: string, query: HistoryQuery): Promise<Page<RevisionRow>> {
    const current = await this.editor.get(tenant, id);
    const page = await this.blueprints.listRevisions(current, query);
    return { ...page, data: page.data.map((entry) => revisionRow(entry, current)) };
  }

  /** The document of a revision that this blueprint has or had. */
  async document(tenant: Tenant, id: string, revision: string): Promise<Blueprint> {
    const current = await this.editor.get(tenant, id);
    return this.documentOf(current, await this.entry(current, revision));
  }

  /** What a revision of this blueprint cost by the prices of when it was stored first. */
  async certificate(tenant: Tenant, id: string, revision: string): Promise<CertificateAnswer> {
    const entry = await this.entry(await this.editor.get(tenant, id), revision);
    const certificate = await this.blueprints.revisions.findCertificate(tenant, entry.revision);
    return { revision: entry.revision, certificate };
  }

  /** What changed between two revisions. Without ends: what the last change was; without a revision before it, everything is new. */
  async diff(tenant: Tenant, id: string, ends: DiffEnds): Promise<DiffAnswer> {
    const current = await this.editor.get(tenant, id);
    const to = await this.entry(current, ends.to ?? current.revision);
    const from =
      ends.from === undefined
        ? await this.blueprints.revisionBefore(current, to)
        : await this.entry(current, ends.from);
    const [older, newer] = await Promise.all([from && this.documentOf(current, from), this.documentOf(current, to)]);
    const diff = diffBlueprints((older ?? {}) as unknown as JsonObject, newer as unknown as JsonObject);
    return diffAnswer(from, to, diff);
  }

  private async entry(current: StoredBlueprint, revision: string): Promise<HistoryEntry> {
    const entry = revisionPattern.test(revision) ? await this.blueprints.findRevision(current, revision) : null;
    return entry ?? refuseUnknown(current.id, revision);
  }

  /** A revision is kept before any history names it. */
  private async documentOf({ id }: StoredBlueprint, { revision }: HistoryEntry): Promise<Blueprint> {
    const document = await this.blueprints.revisions.find(ownerOf(id), revision);
    if (document) return document;
    throw new Error(`The revision ${revision} is in a history and not in the store.`);
  }
}

function refuseUnknown(id: string, revision: string): never {
  throw new ProblemException('not-found', `The blueprint ${id} has no revision "${shown(revision, 80)}".`, {
    hint: `GET /api/v1/blueprints/${id}/revisions lists its revisions.`,
  });
}
