/** What a document still lacks, for a checklist or a canvas: each with what could give it. */
import type { Inspection } from '../compile/inspect-blueprint.js';
import type { JsonObject } from '../json/json-value.js';
import { schemaOfType } from '../type/index.js';
import { findPending, type Pending } from './find-pending.js';
import { studyDocument } from './study.js';

/** A value that could be taken. */
export interface PendingCandidate {
  /** Without braces. */
  readonly expression: string;
  /** JSON Schema of what it gives. */
  readonly schema: JsonObject;
  /** 0 to 1. */
  readonly score: number;
}

/** A value that is missing. */
export interface PendingInput {
  /** Empty where the document itself lacks it, or where the node has no id. */
  readonly node_id: string;
  /** Where it is to stand. */
  readonly pointer: string;
  readonly name: string;
  readonly required: boolean;
  /** JSON Schema of what is wanted. */
  readonly schema: JsonObject | boolean;
  /** At most five, best first; each one fits. */
  readonly candidates: readonly PendingCandidate[];
}

/** Everything that is missing from a document that was inspected, in document order; none for what cannot be read as one. */
export function pendingInputs(document: JsonObject, inspection: Inspection): readonly PendingInput[] {
  const study = studyDocument(document, inspection);
  return study === null ? [] : findPending(study).map(describe);
}

function describe({ node, pointer, need, candidates }: Pending): PendingInput {
  return {
    node_id: node?.id ?? '',
    pointer,
    name: need.name,
    required: true,
    schema: need.schema,
    candidates: candidates.map(({ source, score }) => ({
      expression: source.expression,
      schema: schemaOfType(source.type),
      score: Math.round(score * 1000) / 1000,
    })),
  };
}
