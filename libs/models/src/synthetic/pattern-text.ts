/** Makes a text that fits a regular expression, without ever running it. */
import type { Draft } from './draft.js';
import { emptyPattern, shortestLength } from './pattern-node.js';
import type { CharacterRange, PatternNode } from './pattern-node.js';
import { readPattern } from './pattern-reader.js';

/** Characters that a text may have. */
export interface LengthBounds {
  readonly least: number;
  readonly most: number;
}

/** Characters by which a text is usually longer than it has to be. */
const usualSurplus = 6;

/**
 * A text of about the wanted length that holds a match; undefined where the expression is beyond `readPattern`.
 * What anchors and word boundaries forbid is not seen here: the caller checks.
 */
export function patternText(pattern: string, length: LengthBounds, draft: Draft): string | undefined {
  const node = readPattern(pattern);
  if (!node) return undefined;
  const shortest = shortestLength(node);
  const surplus = draft.size === 'full' ? draft.random.integer(0, usualSurplus) : 0;
  const spare = Math.min(length.most - shortest, Math.max(length.least - shortest, surplus));
  return new PatternWriter(draft, Math.max(0, spare)).text(node);
}

class PatternWriter {
  readonly #draft: Draft;
  /** Characters that may still be written above the shortest text. */
  #spare: number;

  constructor(draft: Draft, spare: number) {
    this.#draft = draft;
    this.#spare = spare;
  }

  text(node: PatternNode): string {
    switch (node.kind) {
      case 'characters':
        return this.#character(node.ranges);
      case 'sequence':
        return node.parts.map((part) => this.text(part)).join('');
      case 'choice':
        return this.#option(node.options);
      case 'repeat':
        return this.#repetition(node.part, node.least, node.most);
    }
  }

  #character(ranges: readonly CharacterRange[]): string {
    this.#draft.budget.characters -= 1;
    const [from, to] = this.#draft.random.pick(ranges, [0x61, 0x61]);
    return String.fromCodePoint(this.#draft.random.integer(from, to));
  }

  /** An option that the spare characters suffice for. */
  #option(options: readonly PatternNode[]): string {
    const shortest = Math.min(...options.map(shortestLength));
    const affordable = options.filter((option) => shortestLength(option) - shortest <= this.#spare);
    const option = this.#draft.random.pick(affordable, options[0] ?? emptyPattern);
    this.#spare -= shortestLength(option) - shortest;
    return this.text(option);
  }

  #repetition(part: PatternNode, least: number, most: number): string {
    const texts: string[] = [];
    const length = Math.max(1, shortestLength(part));
    while (texts.length < most && this.#draft.budget.characters > 0) {
      if (texts.length >= least) {
        if (this.#spare < length) break;
        this.#spare -= length;
      }
      texts.push(this.text(part));
    }
    return texts.join('');
  }
}
