/** How long a value can be that is inserted into a prompt: by the schema of the input that it is, or unknown. Pure. */
import { isJsonObject, type JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { PromptPart } from './cost-formula.js';

/** What a part without a known bound counts. */
const unknownPartTokens = 1_000;

/** UTF-8 takes at most so many bytes for a code point, and no tokenizer makes more tokens than there are bytes. */
const bytesPerCharacter = 4;

/** `-1.2345678901234567e-300`. */
const numberTokens = 24;
const booleanTokens = 5;

/** `null`, where an input is not given. */
const leastTokens = 4;

/** The part that stands at this path of the inputs (null: somewhere else). */
export function insertedPart(path: readonly string[] | null, inputs: Readonly<Record<string, JsonSchema>>): PromptPart {
  const unknown = { input: path, expected_tokens: unknownPartTokens, max_tokens: null };
  if (path === null || path.length === 0) return unknown;
  const schema = schemaAt({ properties: inputs as JsonValue }, path);
  const bound = isJsonObject(schema) ? boundOf(schema) : null;
  return bound === null ? unknown : { input: path, ...bound };
}

/** The most items that the list at this path can have; null: nobody knows. */
export function mostItemsAt(path: readonly string[], inputs: Readonly<Record<string, JsonSchema>>): number | null {
  const schema = schemaAt({ properties: inputs as JsonValue }, path);
  const most = isJsonObject(schema) ? schema['maxItems'] : undefined;
  return typeof most === 'number' ? most : null;
}

function schemaAt(schema: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((outer, name) => {
    const properties = isJsonObject(outer) ? outer['properties'] : undefined;
    return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  }, schema);
}

function boundOf(schema: Readonly<Record<string, JsonValue>>): Omit<PromptPart, 'input'> | null {
  const { const: only, enum: choices, type, maxLength } = schema;
  if (only !== undefined) return longest([only]);
  if (Array.isArray(choices)) return longest(choices as readonly JsonValue[]);
  if (type === 'string' && typeof maxLength === 'number') {
    return {
      expected_tokens: Math.min(maxLength, unknownPartTokens),
      max_tokens: Math.max(leastTokens, maxLength * bytesPerCharacter),
    };
  }
  if (type === 'number' || type === 'integer') return { expected_tokens: numberTokens, max_tokens: numberTokens };
  return type === 'boolean' ? { expected_tokens: booleanTokens, max_tokens: booleanTokens } : null;
}

function longest(choices: readonly JsonValue[]): Omit<PromptPart, 'input'> {
  const most = Math.max(leastTokens, ...choices.map(textBytes));
  return { expected_tokens: Math.min(most, unknownPartTokens), max_tokens: most };
}

/** Bytes of a value as it stands in a text. */
export function textBytes(value: JsonValue): number {
  return Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
}
