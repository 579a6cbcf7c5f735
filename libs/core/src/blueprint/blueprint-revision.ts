/** The content address of a blueprint: what executions pin, so that editing a blueprint never changes one that has begun. */
import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../json/json-value.js';
import { canonicalJson } from './canonical-json.js';

/** `sha256:<hex>` of the canonical document without layout: moving a node on the canvas is no new revision. */
export function blueprintRevision(document: JsonObject): string {
  return `sha256:${createHash('sha256')
    .update(canonicalJson(withoutLayout(document)))
    .digest('hex')}`;
}

/** Drops `metadata.studio`, and `metadata` itself where nothing else was in it. */
function withoutLayout(document: JsonObject): JsonObject {
  const { metadata, ...rest } = document;
  if (!isJsonObject(metadata)) return document;
  const { studio: _layout, ...kept } = metadata;
  return Object.keys(kept).length === 0 ? rest : { ...rest, metadata: kept };
}
