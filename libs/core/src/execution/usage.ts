/** What model calls used: tokens and money, per attempt, node run and execution. Adding is all that happens here. */
import { formatUsd, parseUsd } from '../cost/money.js';

/** Tokens and cost of one or several model calls. `cost_usd` is a decimal string of USD. Details that are 0 or unknown are absent. */
export interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** Part of `input_tokens` that was read from the provider's cache. */
  readonly cache_read_tokens?: number;
  /** Part of `input_tokens` that was written to the provider's cache. */
  readonly cache_write_tokens?: number;
  /** Part of `output_tokens` that is not in the answer: the model's reasoning. */
  readonly reasoning_tokens?: number;
  readonly cost_usd: string;
  /** `provider/name` of the answering model; absent on sums. */
  readonly model?: string;
  /** True when the provider gave no count and tokens were estimated. */
  readonly estimated?: boolean;
}

/** No tokens, no cost. */
export const noUsage: Usage = Object.freeze({ input_tokens: 0, output_tokens: 0, cost_usd: '0' });

/** The sum of two usages; the model's name is kept only when both agree. */
export function addUsage(left: Usage, right: Usage): Usage {
  return {
    input_tokens: left.input_tokens + right.input_tokens,
    output_tokens: left.output_tokens + right.output_tokens,
    ...addDetails(left, right),
    cost_usd: formatUsd(parseUsd(left.cost_usd) + parseUsd(right.cost_usd)),
    ...(left.model !== undefined && left.model === right.model && { model: left.model }),
    ...((left.estimated === true || right.estimated === true) && { estimated: true }),
  };
}

const details = ['cache_read_tokens', 'cache_write_tokens', 'reasoning_tokens'] as const;

function addDetails(left: Usage, right: Usage): Pick<Usage, (typeof details)[number]> {
  const sums = details.map((name) => [name, (left[name] ?? 0) + (right[name] ?? 0)] as const);
  return Object.fromEntries(sums.filter(([, tokens]) => tokens > 0));
}
