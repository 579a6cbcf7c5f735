/** The usage of one call: what the provider reported where that can be believed, else counted here and marked as an estimate. */
import type { ModelRequest, Usage } from '@ice/core';
import { countedUsage } from '../price/counted-usage.js';
import type { PriceBook } from '../price/price-book.js';
import { pricedUsage } from '../price/priced-usage.js';
import type { ReportedTokens } from './answer-part.js';

/** More than any model takes or gives: a count above it is a fault of the provider's. */
const mostTokens = 100_000_000;

/** What the usage is made of. */
export interface AnsweredCall {
  readonly request: ModelRequest;
  readonly reported: ReportedTokens;
  /** All that the model wrote: its text and the calls that it asked for. */
  readonly written: string;
  /** Ms since 1970. */
  readonly atMs: number;
}

/** Priced by the book. Counts that are no whole numbers from 0 on are not believed: they could credit a budget. */
export function reportedUsage(prices: PriceBook, call: AnsweredCall): Usage {
  const { request, reported, atMs } = call;
  const { input, output } = reported;
  if (!isCount(input) || !isCount(output)) return { ...countedUsage(prices, request, call.written), estimated: true };
  const cacheRead = atMost(reported.cacheRead, input);
  const cacheWrite = atMost(reported.cacheWrite, input - cacheRead);
  const cached = { cache_read_tokens: cacheRead, cache_write_tokens: cacheWrite };
  const tokens = { input_tokens: input, output_tokens: output, ...cached };
  const usage = pricedUsage(prices, { model: request.model, tokens, estimated: false, atMs });
  return { ...usage, ...aboveZero({ ...cached, reasoning_tokens: atMost(reported.reasoning, output) }) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostTokens;
}

/** A part is never more than its whole. */
function atMost(value: unknown, whole: number): number {
  return isCount(value) ? Math.min(value, whole) : 0;
}

function aboveZero<Name extends string>(counts: Readonly<Record<Name, number>>): { readonly [Key in Name]?: number } {
  const entries = Object.entries<number>(counts).filter(([, count]) => count > 0);
  return Object.fromEntries(entries) as { readonly [Key in Name]?: number };
}
