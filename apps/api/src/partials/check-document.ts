/** Edits make documents grow: what comes out of one must be something that the door would have let in. */
import type { JsonObject } from '@ice/core';
import type { HttpLimits } from '../config/app-config.js';
import { parseJsonBody } from '../http/json/parse-json-body.js';
import { ProblemException } from '../http/problem/problem-exception.js';

/** The document. Refuses one that is too large, too deep or not clean JSON, with the code of the door. */
export function checkDocument(document: JsonObject, { maxBodyBytes, json }: HttpLimits): JsonObject {
  const bytes = Buffer.from(JSON.stringify(document));
  if (bytes.length > maxBodyBytes) {
    const detail = `The document would have ${bytes.length} bytes; at most ${maxBodyBytes} are kept.`;
    throw new ProblemException('body-too-large', detail);
  }
  const result = parseJsonBody(bytes, json);
  if (result.ok) return document;
  throw new ProblemException(result.problem.code, `The document cannot be kept: ${result.problem.message}.`);
}
