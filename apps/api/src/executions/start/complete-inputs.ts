/** The inputs of an execution, complete and judged: the one way in for starts of every kind, dry runs and reruns. What is too large is
 *  refused before and after the defaults are filled in, for what an execution was given stands in its journal and in every snapshot. */
import { resolveInputs, type CompiledBlueprint, type JsonObject } from '@ice/core';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { refuseInputs } from './refuse-inputs.js';

/** Most bytes of the inputs of an execution as JSON in UTF-8, with their defaults. */
export const maxInputBytes = 262_144;

/** With defaults. `at` is where the inputs stand in the body. @throws ProblemException `inputs-too-large`, `inputs-invalid`. */
export function completeInputs(compiled: CompiledBlueprint, given: JsonObject, at: string): JsonObject {
  checkSize(given, at);
  const resolved = resolveInputs(compiled, given);
  if (!resolved.ok) throw refuseInputs(resolved.problems, at);
  checkSize(resolved.inputs, at);
  return resolved.inputs;
}

function checkSize(inputs: JsonObject, pointer: string): void {
  const bytes = Buffer.byteLength(JSON.stringify(inputs));
  if (bytes <= maxInputBytes) return;
  const detail = `The inputs are ${bytes} bytes of JSON; ${maxInputBytes} are allowed.`;
  throw new ProblemException('inputs-too-large', detail, { errors: [{ pointer, code: 'inputs-too-large', detail }] });
}
