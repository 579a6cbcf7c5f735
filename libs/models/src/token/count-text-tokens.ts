/** Tokens of a text, in time linear in its length, whatever the text. */
import { modelEncoding } from './model-encoding.js';
import { loadTokenizer } from './load-tokenizer.js';

/** Names of special tokens (`<|endoftext|>`) are plain text here, as they are at the providers; by default they would throw. */
const plainText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/**
 * The tokenizer works on stretches of letters, of signs or of blanks, in quadratic time within each (64,000 letters: 6 s).
 * Longer ones than these, which hardly stand in real texts, are counted in pieces: that may give a few tokens more, never a
 * stall. Without its upper bounds the expression would overflow the stack on long texts.
 */
const longStretch = /[\p{L}\p{M}]{65,4096}|[^\s\p{L}\p{N}]{65,4096}|\s{129,4096}/gu;
const piece = /.{1,64}/gsu;

/** Tokens of a text for a model (`provider/name`). `modelEncoding` says whether that is exact or an estimate. */
export function countTextTokens(model: string, text: string): number {
  const { countTokens } = loadTokenizer(modelEncoding(model).encoding);
  return pieces(text).reduce((sum, part) => sum + countTokens(part, plainText), 0);
}

function pieces(text: string): readonly string[] {
  const parts: string[] = [];
  let end = 0;
  for (const stretch of text.matchAll(longStretch)) {
    parts.push(text.slice(end, stretch.index));
    for (const [part] of stretch[0].matchAll(piece)) parts.push(part);
    end = stretch.index + stretch[0].length;
  }
  return [...parts, text.slice(end)];
}
