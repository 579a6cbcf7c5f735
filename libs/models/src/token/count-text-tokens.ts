/** Tokens of a text, in time linear in its length, whatever the text. */
import { modelEncoding } from './model-encoding.js';
import { loadTokenizer } from './load-tokenizer.js';

/** Names of special tokens (`<|endoftext|>`) are plain text here, as they are at the providers; by default they would throw. */
const plainText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/**
 * The tokenizer works on runs of letters, of signs or of blanks, in quadratic time within a run (64,000 letters: 6 s). Longer
 * runs than these, which hardly stand in real texts, are counted in pieces: that may give a few tokens more, never a stall.
 */
const longRun = /[\p{L}\p{M}]{65,}|[^\s\p{L}\p{N}]{65,}|\s{129,}/gu;
const piece = /.{1,64}/gsu;

/** Tokens of a text for a model (`provider/name`). `modelEncoding` says whether that is exact or an estimate. */
export function countTextTokens(model: string, text: string): number {
  const { countTokens } = loadTokenizer(modelEncoding(model).encoding);
  return pieces(text).reduce((sum, part) => sum + countTokens(part, plainText), 0);
}

function pieces(text: string): readonly string[] {
  const parts: string[] = [];
  let end = 0;
  for (const run of text.matchAll(longRun)) {
    parts.push(text.slice(end, run.index), ...(run[0].match(piece) ?? []));
    end = run.index + run[0].length;
  }
  return [...parts, text.slice(end)];
}
