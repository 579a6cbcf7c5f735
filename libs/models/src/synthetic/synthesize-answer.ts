/** Makes the text of a synthetic answer: prose, or JSON that fits a schema. Pure: the same request gives the same text everywhere. */
import { compileSchema } from '@ice/core';
import type { JsonSchema, JsonValue, ModelRequest } from '@ice/core';
import { countTextTokens } from '../token/count-text-tokens.js';
import { cutToTokens } from '../token/cut-to-tokens.js';
import type { DraftSize } from './draft.js';
import { PartChecker } from './part-checker.js';
import { promptTopic } from './prompt-topic.js';
import { requestSeed } from './request-seed.js';
import { SeededRandom } from './seeded-random.js';
import { synthesizeValue } from './synthesize-value.js';
import { topicAnswer } from './topic-text.js';

/** The text of an answer, and whether it is all of it. */
export interface SyntheticAnswer {
  readonly text: string;
  readonly finishReason: 'stop' | 'length';
}

/** Values that are made and checked for each size before a smaller one is tried. */
const triesPerSize = 12;

/** Those of them that make the usual choices. */
const usualTries = 4;

/** Values and texts that are made anew for each size because they do not fit; then everything is left to the check of the whole. */
const triesInside = 300;

/** Characters that a value may have for each token of the limit: more cannot fit. */
const charactersPerToken = 32;
const mostCharacters = 120_000;

/** A text that may become the answer. */
interface Candidate {
  readonly text: string;
  /** False when it was given up half-way. */
  readonly isWhole: boolean;
}

/**
 * The answer to a request. With an output schema it is never cut while any value that was found fits into the output limit;
 * a schema that nothing was found for gets a value that does not fit, as from a model that does not manage.
 * Throws the fault of `compileSchema` for an output schema that is none.
 */
export function synthesizeAnswer(request: ModelRequest): SyntheticAnswer {
  const candidates = request.outputSchema === undefined ? prose(request) : values(request, request.outputSchema);
  let longest: string | undefined;
  for (const { text, isWhole } of candidates) {
    const isShort = countTextTokens(request.model, text) <= request.maxOutputTokens;
    if (isShort && isWhole) return { text, finishReason: 'stop' };
    longest ??= text;
  }
  // Something has to be missing at the end of what was cut, also where the limit is not reached.
  const text = cutToTokens(request.model, (longest ?? '').slice(0, -1), request.maxOutputTokens);
  return { text, finishReason: 'length' };
}

/** Two sentences, or the first of them. */
function* prose(request: ModelRequest): Iterable<Candidate> {
  const [first, second] = topicAnswer(promptTopic(request.messages), new SeededRandom(requestSeed(request)));
  yield { text: `${first} ${second}`, isWhole: true };
  yield { text: first, isWhole: true };
}

/** Values that fit, the fullest first. Where none fits, one that does not. */
function* values(request: ModelRequest, schema: JsonSchema): Iterable<Candidate> {
  const check = compileSchema(schema);
  const parts = new PartChecker(schema);
  const sizes: readonly DraftSize[] = ['full', 'small', 'least'];
  let nearest: Candidate | undefined;
  for (const size of sizes) {
    for (const { value, isWhole } of drafts(request, parts, size)) {
      const candidate = { text: JSON.stringify(value), isWhole };
      nearest ??= candidate;
      if (!isWhole || check(value).length > 0) continue;
      nearest = candidate;
      yield candidate;
      break;
    }
  }
  if (nearest) yield nearest;
}

function* drafts(
  request: ModelRequest,
  parts: PartChecker,
  size: DraftSize,
): Iterable<{ readonly value: JsonValue; readonly isWhole: boolean }> {
  const { root } = parts;
  const seed = requestSeed(request);
  const topic = promptTopic(request.messages);
  const characters = Math.min(mostCharacters, request.maxOutputTokens * charactersPerToken + 1_000);
  const fixed = { root, topic, size, parts, tries: { left: triesInside }, depth: 0, key: '', variety: 0 };
  for (let attempt = 0; attempt < triesPerSize; attempt += 1) {
    const random = new SeededRandom(`${seed} ${size} ${String(attempt)}`);
    const budget = { characters };
    const value = synthesizeValue(root, { ...fixed, random, budget, isRetry: attempt >= usualTries });
    yield { value, isWhole: budget.characters > 0 };
    // What used up all its characters is too long in any case: further tries would only take time.
    if (budget.characters <= 0) return;
  }
}
