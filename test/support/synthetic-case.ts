/** Schemas of many kinds, and what the model of test mode answers to them. Each schema has a witness, written by hand, that it can be
 *  fulfilled. */
import type { JsonSchema, JsonValue, ModelRequest } from '@ice/core';
import { PriceBook, SyntheticModel } from '@ice/models';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One schema. */
export interface SchemaCase {
  readonly title: string;
  readonly schema: JsonSchema;
  /** A value that fits it. */
  readonly witness: JsonValue;
}

const folder = path.join(import.meta.dirname, '..', 'fixtures', 'schemas');
const model = new SyntheticModel({ prices: new PriceBook() });

/** More tokens than any answer to these schemas needs. */
const roomyTokens = 16_000;

/** The schemas of all files, in the order of their names. */
export function schemaCases(): readonly SchemaCase[] {
  const files = readdirSync(folder).toSorted();
  return files.flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as readonly SchemaCase[]);
}

/** A question that asks for a value of a schema. */
export function requestFor(schema: JsonSchema, prompt: string): ModelRequest {
  const messages = [{ role: 'user' as const, content: prompt }];
  return { model: 'openai/gpt-4o-mini', messages, maxOutputTokens: roomyTokens, outputSchema: schema };
}

/** The text that is answered. Throws where the answer says that it is cut. */
export async function syntheticText(request: ModelRequest): Promise<string> {
  const context = { signal: new AbortController().signal, idempotencyKey: 'key' };
  for await (const chunk of model.answer(request, context)) {
    if (chunk.type !== 'answer') continue;
    if (chunk.finishReason !== 'stop') throw new Error(`The answer ended by ${chunk.finishReason}.`);
    return chunk.text;
  }
  throw new Error('No answer came.');
}
