/** Regular expressions that take time linear in the text, whatever they are. No other engine judges foreign patterns. */
import { RecentlyUsed } from './recently-used.js';
import { loadRe2 } from './load-re2.js';
import { MAX_KEPT_SCHEMAS, MAX_PATTERN_LENGTH, PATTERN_WORK_PER_UNIT } from './schema-limits.js';
import { translatePattern } from './translate-pattern.js';
import { spendWork } from './work-meter.js';

/** A compiled pattern. */
export interface LinearRegex {
  /** The number of the engine's instructions: the most steps it takes for one character. */
  readonly programSize: number;
  /** True when the pattern is found anywhere in the text. Spends the work of the running judgement. */
  test(text: string): boolean;
  /** The pattern. The schema engine tells patterns apart by it. */
  toString(): string;
}

/** A compiled pattern, or why there is none. */
export type LinearRegexResult =
  | { readonly ok: true; readonly regex: LinearRegex }
  | { readonly ok: false; readonly code: 'regex-invalid' | 'regex-unsafe'; readonly message: string };

/** Compiles a pattern of ECMAScript (`u` flag). */
export function compileLinearRegex(pattern: string): LinearRegexResult {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return { ok: false, code: 'regex-unsafe', message: `it is longer than ${MAX_PATTERN_LENGTH} characters` };
  }
  return KEPT.getOrMake(pattern, () => compile(pattern));
}

const KEPT = new RecentlyUsed<LinearRegexResult>(MAX_KEPT_SCHEMAS);

function compile(pattern: string): LinearRegexResult {
  const translation = translatePattern(pattern);
  if (!translation.ok) return translation;
  try {
    return { ok: true, regex: linearRegex(pattern, translation.pattern) };
  } catch (error) {
    return refusalOf(error as Error);
  }
}

/** What the engine says of a pattern that it does not take. Anything else it throws is a fault. */
function refusalOf(error: Error): LinearRegexResult {
  if (!error.name.startsWith('RE2JS')) throw error;
  const message = error.message.replace(/^error parsing regexp: /, '').slice(0, 200);
  const isTooLarge = /repeat count|too large|nests too deeply/.test(message);
  return { ok: false, code: isTooLarge ? 'regex-unsafe' : 'regex-invalid', message };
}

function linearRegex(pattern: string, translated: string): LinearRegex {
  const compiled = loadRe2().RE2JS.compile(translated);
  const programSize = compiled.programSize();
  return {
    programSize,
    test: (text) => {
      spendWork(Math.ceil((text.length * programSize) / PATTERN_WORK_PER_UNIT));
      return compiled.test(text);
    },
    toString: () => pattern,
  };
}
