/** A stored blueprint: the document and the facts that travel in headers beside it. */
import type { Blueprint } from '@ice/core';
import { lockOf } from '../lock/lock-header.js';

/** See the head of this file. */
export interface BlueprintVersion {
  /** The document, just as it was stored. */
  readonly blueprint: Blueprint;
  /** Goes with the next write. */
  readonly versionLock: string;
  /** The content address of the document. */
  readonly revision: string;
}

/** Reads an answer whose body is the document. */
export function blueprintVersion(headers: Headers, body: unknown): BlueprintVersion {
  return {
    blueprint: body as Blueprint,
    versionLock: lockOf(headers),
    revision: headers.get('x-revision') ?? '',
  };
}
