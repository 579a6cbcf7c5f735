/** The shape of everything that a schema is compiled to. */
import type { JsonValue } from '../json/json-value.js';
import type { EvaluatedParts } from './evaluated-parts.js';
import type { Judgement } from './judgement.js';

/** A compiled keyword: true when a value of its kind fits. It may be asked about values of that kind only. */
export type Rule<Value> = (value: Value, judgement: Judgement, parts: EvaluatedParts | undefined) => boolean;

/**
 * A compiled schema: true when a value fits. What it refuses it notes in the judgement, if that takes notes; which parts of
 * the value it has evaluated it adds to `parts`, if an `unevaluated…` keyword waits for them.
 */
export type Judge = Rule<JsonValue>;
