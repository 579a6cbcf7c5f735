/** A value that an expression at a place can read, with everything that tells whether it is the one that is wanted. */
import type { NodeDraft } from '../compile/read/draft.js';
import type { JsonValue } from '../json/json-value.js';
import type { Type } from '../type/index.js';
import { nameTokens, wordTokens } from './name-tokens.js';

/** Where a source begins. */
export type SourceOrigin =
  | { readonly kind: 'node'; readonly node: NodeDraft }
  | { readonly kind: 'input' }
  | { readonly kind: 'variable'; readonly name: string };

/** One readable value. */
export interface Source {
  /** Without braces, e.g. `row["Suggested Price"]`. */
  readonly expression: string;
  /** The last name on its way. */
  readonly name: string;
  readonly type: Type;
  /** What such a value may look like; from the examples of the tool that makes it. */
  readonly samples: readonly JsonValue[];
  readonly origin: SourceOrigin;
  /** Steps from the origin. */
  readonly depth: number;
  /** Blocks between the place and the origin; 0 = the same. */
  readonly distance: number;
  /** Nobody reads its node yet. */
  readonly dangling: boolean;
  /** Stems of the last name. */
  readonly nameTokens: readonly string[];
  /** Stems of all names on its way. */
  readonly pathTokens: ReadonlySet<string>;
  /** Stems of its description. */
  readonly words: ReadonlySet<string>;
}

/** The facts of a source, before its words are cut. */
export type SourceFacts = Omit<Source, 'nameTokens' | 'pathTokens' | 'words'> & { readonly description: string };

/** Makes a source. */
export function createSource({ description, ...facts }: SourceFacts): Source {
  return {
    ...facts,
    nameTokens: nameTokens(facts.name),
    pathTokens: new Set(nameTokens(facts.expression)),
    words: wordTokens(description),
  };
}

/** The source in braces: a whole string that keeps its type. */
export function templateOf({ expression }: Pick<Source, 'expression'>): string {
  return `{{ ${expression} }}`;
}
