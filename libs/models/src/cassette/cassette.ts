/** A cassette: one answer of a model with the request that it answers, as it stands in its file. Wire names; nothing is done here. */
import { compileSchema, type JsonObject, type ModelChunk, type Usage } from '@ice/core';

/** The whole answer of a model. */
export type FullAnswer = Extract<ModelChunk, { type: 'answer' }>;

/** One recording. */
export interface Cassette {
  readonly cassette_version: 1;
  /** RFC 3339. */
  readonly recorded_at: string;
  /** See `cassetteRequest`. */
  readonly request: JsonObject;
  readonly answer: CassetteAnswer;
}

/** What was answered. */
export interface CassetteAnswer {
  readonly text: string;
  readonly tool_calls?: FullAnswer['toolCalls'];
  readonly finish_reason: FullAnswer['finishReason'];
  readonly usage: Usage;
}

const text: JsonObject = { type: 'string' };
const count: JsonObject = { type: 'integer', minimum: 0 };

function objectOf(properties: JsonObject, optional: readonly string[] = []): JsonObject {
  return { type: 'object', required: Object.keys(properties).filter((name) => !optional.includes(name)), properties };
}

const usage = objectOf({
  input_tokens: count,
  output_tokens: count,
  cost_usd: { type: 'string', pattern: '^[0-9]{1,15}(\\.[0-9]{1,9})?$' },
});

const answer = objectOf(
  {
    text,
    tool_calls: { type: 'array', items: objectOf({ id: text, name: text, arguments: text }) },
    finish_reason: { enum: ['stop', 'length', 'content-filter', 'refusal'] },
    usage,
  },
  ['tool_calls'],
);

const schema = objectOf({
  cassette_version: { const: 1 },
  recorded_at: text,
  request: objectOf({ model: text }),
  answer,
});

/** What keeps a value from being a cassette, or null. */
export function cassetteProblem(value: unknown): string | null {
  const [problem] = compileSchema(schema)(value as JsonObject);
  return problem ? `${problem.pointer || 'the document'}: ${problem.message}` : null;
}
