/** What both streams come down to: the parts of an answer, in the order in which they arrive. */

/** Tokens as a provider reports them. `input` includes what caches gave and took, `output` includes reasoning. */
export interface ReportedTokens {
  readonly input?: unknown;
  readonly output?: unknown;
  readonly cacheRead?: unknown;
  readonly cacheWrite?: unknown;
  readonly reasoning?: unknown;
}

/** One part. */
export type AnswerPart =
  | { readonly type: 'text'; readonly text: string }
  /** The model says why it does not answer. */
  | { readonly type: 'refusal'; readonly text: string }
  /** A piece of a call; pieces of one call have the same index. */
  | {
      readonly type: 'call';
      readonly index: number;
      readonly id?: string;
      readonly name?: string;
      readonly arguments?: string;
    }
  /** Each report stands above the ones before it, member by member. */
  | { readonly type: 'usage'; readonly tokens: ReportedTokens }
  | { readonly type: 'finish'; readonly reason: 'stop' | 'length' | 'content-filter' | 'refusal' };
