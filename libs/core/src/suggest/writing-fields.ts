/** What a language model may be asked to write because a tool of the catalog wants it and nothing in scope has it: titles,
 *  descriptions and the like. */
import { isJsonObject, type JsonObject } from '../json/json-value.js';
import type { ToolDescription } from '../tool/tool.js';
import { memberNeeds, toolNeeds, type Need } from './need.js';
import type { Source } from './source.js';

/** A text to be written. */
export interface WritingField {
  readonly name: string;
  /** Characters. */
  readonly maxLength: number;
}

/** The fields that the tool with most of them wants; none where no tool wants any. Equal ones by the tool's name. */
export function missingWriting(tools: readonly ToolDescription[], sources: readonly Source[]): readonly WritingField[] {
  const known = new Set(sources.map(({ name }) => name));
  let best: readonly WritingField[] = [];
  for (const tool of tools) {
    const wanted = writingOf(tool).filter(({ name }) => !known.has(name));
    if (wanted.length > best.length) best = wanted;
  }
  return best;
}

/** The schema of an answer that has all the fields. */
export function writingSchema(fields: readonly WritingField[]): JsonObject {
  const properties = fields.map(({ name, maxLength }) => [name, { type: 'string', maxLength }] as const);
  return { type: 'object', required: fields.map(({ name }) => name), properties: Object.fromEntries(properties) };
}

/** `a title (at most 80 characters) and a description (at most 300 characters)`. */
export function describeWriting(fields: readonly WritingField[]): string {
  const words = fields.map(({ name, maxLength }) => `a ${name} (at most ${maxLength} characters)`);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Names of texts that people leave to a model, with what is a good length. */
const usualLengths: Readonly<Record<string, number>> = {
  title: 80,
  headline: 80,
  subtitle: 120,
  subject: 120,
  caption: 200,
  description: 300,
  summary: 500,
};

function writingOf(tool: ToolDescription): readonly WritingField[] {
  const needs = toolNeeds(tool).flatMap((need) => [need, ...memberNeeds(need)]);
  const fields = needs.flatMap((need) => fieldOfNeed(need) ?? []);
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

function fieldOfNeed(need: Need): WritingField | undefined {
  const usual = Object.hasOwn(usualLengths, need.name) ? usualLengths[need.name] : undefined;
  if (usual === undefined || need.type.kind !== 'string') return undefined;
  const limit = isJsonObject(need.schema) ? need.schema['maxLength'] : undefined;
  return { name: need.name, maxLength: typeof limit === 'number' ? Math.max(1, Math.min(usual, limit)) : usual };
}
