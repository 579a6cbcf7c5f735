/** What the API shows of revisions. */
import type { BlueprintDiff, CostCertificate, HistoryEntry, StoredBlueprint } from '@ice/core';

/** One row of the list. */
export interface RevisionRow {
  /** Position in the history of the blueprint, from 1. */
  readonly number: number;
  readonly revision: string;
  readonly created_at: string;
  /** On the current one only: older locks hold nothing any more. */
  readonly version_lock?: string;
}

/** See `RevisionRow`. */
export function revisionRow({ number, revision, createdAt }: HistoryEntry, current: StoredBlueprint): RevisionRow {
  const isCurrent = number === current.number;
  return { number, revision, created_at: createdAt, ...(isCurrent && { version_lock: current.lock }) };
}

/** What a revision can cost, by the prices of when it was stored first. */
export interface CertificateAnswer {
  readonly revision: string;
  /** Null where that could not be worked out then, and for what was stored before there were certificates. */
  readonly certificate: CostCertificate | null;
}

/** The answer of a comparison. */
export interface DiffAnswer extends BlueprintDiff {
  /** Null before the first revision: then everything is new. */
  readonly from: string | null;
  readonly to: string;
}

/** See `DiffAnswer`. */
export function diffAnswer(from: HistoryEntry | null, to: HistoryEntry, diff: BlueprintDiff): DiffAnswer {
  return { from: from?.revision ?? null, to: to.revision, ...diff };
}
