/** Reads what a model gave as its answer, and says what to tell it when that does not fit. Pure. */
import { compileSchema, type Failure, type JsonSchema, type JsonValue } from '@ice/core';

/** An answer that fits, or what is wrong with it. */
export type ReadAnswer =
  { readonly ok: true; readonly output: JsonValue } | { readonly ok: false; readonly problems: readonly string[] };

/** `{text}` without a schema, else the JSON that the text holds. */
export function readAnswer(schema: JsonSchema | null, text: string): ReadAnswer {
  if (schema === null) return { ok: true, output: { text } };
  const value = parse(text);
  if (value === undefined) return { ok: false, problems: ['the answer is not JSON'] };
  const problems = compileSchema(schema)(value);
  if (problems.length === 0) return { ok: true, output: value };
  return { ok: false, problems: problems.map((problem) => `${problem.pointer || 'the answer'}: ${problem.message}`) };
}

/** The longest text that tells a model what is wrong, in bytes: what a repair may cost is known before anything is asked. */
export const longestRepairPrompt = 2_000;

const mostProblemBytes = 1_900;

/** What a model is told of an answer that does not fit: as many of the problems as there is room for. */
export function repairPrompt(problems: readonly string[]): string {
  const lines = problems.map((problem) => `- ${problem}`).join('\n');
  return `That answer does not fit the required schema:\n${cutToBytes(lines)}\nAnswer again with JSON only.`;
}

/** Whole characters only. */
function cutToBytes(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length <= mostProblemBytes
    ? text
    : `${new TextDecoder().decode(bytes.subarray(0, mostProblemBytes), { stream: true })}…`;
}

/** The failure when no repair has helped. */
export function misfit(problems: readonly string[]): Failure {
  const message = `The model's answer does not fit output_schema: ${problems[0] ?? ''}`;
  return { code: 'model-output-invalid', message, retryable: true, evidence: { problems } };
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
