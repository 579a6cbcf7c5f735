/** The tokenizers, loaded when first used (o200k_base: about 0.3 s and 40 MB), never at import. */
import { createRequire } from 'node:module';
import type { EncodingName } from './model-encoding.js';

type Tokenizer = Pick<typeof import('gpt-tokenizer/encoding/o200k_base'), 'countTokens'>;

const loaded = new Map<EncodingName, Tokenizer>();

/** The tokenizer of an encoding. A process that must not pause later calls this at its start. */
export function loadTokenizer(encoding: EncodingName): Tokenizer {
  const known = loaded.get(encoding);
  if (known) return known;
  const fresh = createRequire(import.meta.url)(`gpt-tokenizer/encoding/${encoding}`) as Tokenizer;
  loaded.set(encoding, fresh);
  return fresh;
}
