/** What the API shows of a partial blueprint: the document with everything that is still to be done. */
import { Inject, Injectable } from '@nestjs/common';
import { ownerOf, type Diagnostic, type JsonObject, type PendingInput, type StoredPartial } from '@ice/core';
import type { CostAnswer } from '../governance/present-cost.js';
import { etagOf } from '../http/lock/etag.js';
import { PartialInspector } from './partial-inspector.js';

/** Every representation of a partial blueprint. */
export interface PartialAnswer {
  readonly id: string;
  readonly version_lock: string;
  readonly blueprint: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
  /** Values that are still to be given. */
  readonly pending_inputs: readonly PendingInput[];
  /** What an execution can cost, with the bounds that are declared; absent until the document is sound, and while nobody knows the prices. */
  readonly cost?: CostAnswer;
  /** The id of the blueprint that it has become. */
  readonly finalized_as?: string;
}

/** One row of the list. */
export interface PartialRow {
  readonly id: string;
  /** Null where the document has none that is text. */
  readonly name: string | null;
  readonly title: string | null;
  readonly version_lock: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly finalized_as?: string;
}

@Injectable()
export class PartialPresenter {
  constructor(@Inject(PartialInspector) private readonly inspector: PartialInspector) {}

  /** The whole of it. */
  async answerOf(stored: StoredPartial): Promise<PartialAnswer> {
    const { id, lock, document } = stored;
    const { diagnostics, pending, cost } = await this.inspector.inspect(ownerOf(id), document);
    const answer = { id, version_lock: lock, blueprint: document, diagnostics, pending_inputs: pending };
    return { ...answer, ...(cost && { cost }), ...finalizedAs(stored) };
  }
}

/** The facts of a version as headers. */
export function partialHeaders({ lock, updatedAt }: StoredPartial): Readonly<Record<string, string>> {
  return {
    'x-version-lock': lock,
    etag: etagOf(lock),
    'last-modified': new Date(updatedAt).toUTCString(),
    'cache-control': 'private, max-age=0, must-revalidate',
  };
}

/** A row. */
export function partialRow(stored: StoredPartial): PartialRow {
  const { id, lock, document, createdAt, updatedAt } = stored;
  const { name, title } = document;
  return {
    id,
    name: typeof name === 'string' ? name : null,
    title: typeof title === 'string' ? title : null,
    version_lock: lock,
    created_at: createdAt,
    updated_at: updatedAt,
    ...finalizedAs(stored),
  };
}

function finalizedAs({ finalizedAs: become }: StoredPartial): { readonly finalized_as?: string } {
  return become === null ? {} : { finalized_as: become.blueprintId };
}
