/** The contract of a language model: one streaming call. Retries, fallbacks and repair are the engine's business, never a model's. */
import type { CostFacts } from '../cost/cost-facts.js';
import type { NanoUsd } from '../cost/money.js';
import type { Usage } from '../execution/usage.js';
import type { JsonSchema } from '../schema/json-schema.js';

/** A tool that a model may ask for. Nothing is called here: whoever asked the model decides. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** Schema of an object. */
  readonly inputSchema: JsonSchema;
}

/** A call that a model asked for. */
export interface ModelToolCall {
  /** The provider's own; the result is sent back under it. */
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it: it may be malformed, and may not fit the tool's schema. */
  readonly arguments: string;
}

/** One message of a conversation. */
export interface ModelMessage {
  /** `tool` is the result of a call. */
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** The calls that the assistant asked for in this message. */
  readonly toolCalls?: readonly ModelToolCall[];
  /** The call that a message of role `tool` answers. */
  readonly toolCallId?: string;
}

/** What is asked of a model. */
export interface ModelRequest {
  /** `provider/name`. */
  readonly model: string;
  readonly messages: readonly ModelMessage[];
  readonly temperature?: number;
  readonly maxOutputTokens: number;
  /** When present, the answer's text must be JSON that fits it. */
  readonly outputSchema?: JsonSchema;
  /** Tools that the answer may ask for. Default: none. A model that knows no tools answers in text. */
  readonly tools?: readonly ModelTool[];
}

/** What the call may use. */
export interface ModelContext {
  /** Fires on cancel and timeout: close the connection. */
  readonly signal: AbortSignal;
  readonly idempotencyKey: string;
}

/** What comes back, in order: any number of deltas, then exactly one answer. */
export type ModelChunk =
  | { readonly type: 'delta'; readonly text: string }
  | {
      readonly type: 'answer';
      /** The whole text. */
      readonly text: string;
      readonly usage: Usage;
      /** `stop` also where it stopped to have tools called. */
      readonly finishReason: 'stop' | 'length' | 'content-filter' | 'refusal';
      /** In the order in which they were asked for; absent where there is none. */
      readonly toolCalls?: readonly ModelToolCall[];
    };

/** Answers requests for the models of one provider. Throws `FailureError` with a code and `retryable`. */
export abstract class LanguageModel {
  abstract answer(request: ModelRequest, context: ModelContext): AsyncIterable<ModelChunk>;
}

/** What the registry knows of one model. */
export interface ModelDescription {
  /** `provider/name`, e.g. `openai/gpt-4o-mini`. */
  readonly name: string;
  readonly provider: string;
  readonly contextTokens: number | null;
  /** USD per million tokens; null where no price is known ("unpriced"). */
  readonly inputUsdPerMillion: number | null;
  readonly outputUsdPerMillion: number | null;
}

/** Whether a model may be used. */
export type ModelDecision =
  | { readonly allowed: true; readonly model: ModelDescription }
  | { readonly allowed: false; readonly reason: string; readonly nearest?: string };

/** The models of this process: what may be used, and who answers. Prices, and the models that only have one by the operator, may change
 *  while the process lives; then `costFacts` is another object. */
export interface ModelCatalog {
  /** The same models by the prices of now, for ever: for whoever asks more than once and needs answers that fit together. */
  asOfNow(): ModelCatalog;
  /** Judges a full or bare name. */
  decide(name: string): ModelDecision;
  /** Allowed models in alphabetical order. */
  list(): readonly ModelDescription[];
  /** A fresh session for one execution. `name` must be allowed. */
  open(name: string): LanguageModel;
  /** Tokens of a text for this model (estimated where its tokenizer is not public). */
  countTokens(name: string, text: string): number;
  /** What a provider counts as the input of this request at most: exact where the model's tokenizer is public, else its bytes; with
   *  what the chat format, the output schema and the tools add. `name` must be allowed. */
  maxInputTokens(request: ModelRequest): number;
  /** The most that one call of this request can cost, at the dearest applicable price; never below the floor without a price. */
  maxChargeNanoUsd(request: ModelRequest): NanoUsd;
  /** What the cost bounds of blueprints are made of. */
  readonly costFacts: CostFacts;
}
