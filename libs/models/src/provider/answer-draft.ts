/** An answer while it arrives: takes parts, gives deltas, and in the end the whole. Says nothing of an answer that was cut off. */
import type { ModelChunk, ModelRequest, ModelToolCall } from '@ice/core';
import type { PriceBook } from '../price/price-book.js';
import { textInForm, type AnswerForm } from '../structured/answer-form.js';
import type { AnswerPart, ReportedTokens } from './answer-part.js';
import { BodyTooLargeError } from './bounded-fetch.js';
import { BrokenStreamError } from './provider-fault.js';
import { reportedUsage } from './reported-usage.js';

/** Longest answer, in characters: twice what a node may give. */
const longestAnswer = 8 * 1024 * 1024;

type FinishReason = Extract<AnswerPart, { type: 'finish' }>['reason'];
type CallPart = Extract<AnswerPart, { type: 'call' }>;

/** One answer. */
export class AnswerDraft {
  readonly #calls = new Map<number, ModelToolCall>();
  #text = '';
  #refusal = '';
  #written = 0;
  #tokens: ReportedTokens = {};
  #finish: FinishReason | undefined;

  constructor(
    private readonly request: ModelRequest,
    private readonly form: AnswerForm,
  ) {}

  /** Takes a part in; gives the text that is new to a reader. */
  add(part: AnswerPart): string {
    switch (part.type) {
      case 'text':
        this.#text += this.measured(part.text);
        return part.text;
      case 'refusal':
        this.#refusal += this.measured(part.text);
        return '';
      case 'call':
        this.addCall(part);
        return '';
      case 'usage':
        this.#tokens = { ...this.#tokens, ...part.tokens };
        return '';
      case 'finish':
        this.#finish = part.reason;
        return '';
    }
  }

  /** The whole. Throws `BrokenStreamError` where the provider has not said that it is finished. */
  answer(prices: PriceBook, atMs: number): Extract<ModelChunk, { type: 'answer' }> {
    if (!this.#finish) throw new BrokenStreamError('The stream ended before the answer did.');
    const isRefused = this.#refusal !== '' && this.#finish === 'stop';
    const calls = [...this.#calls.entries()].sort(([left], [right]) => left - right).map(([, call]) => call);
    const written = [this.#text, this.#refusal, ...calls.map((call) => call.name + call.arguments)].join('');
    const { request } = this;
    return {
      type: 'answer',
      text: isRefused ? this.#refusal : textInForm(this.form, this.#text),
      usage: reportedUsage(prices, { request, reported: this.#tokens, written, atMs }),
      finishReason: isRefused ? 'refusal' : this.#finish,
      ...(calls.length > 0 && { toolCalls: calls }),
    };
  }

  private addCall({ index, id, name, arguments: text = '' }: CallPart): void {
    const before = this.#calls.get(index) ?? { id: '', name: '', arguments: '' };
    this.#calls.set(index, {
      // Some servers repeat id and name with every piece, some send them empty.
      id: before.id || (id ?? ''),
      name: before.name || (name ?? ''),
      arguments: before.arguments + this.measured(text),
    });
  }

  private measured(text: string): string {
    this.#written += text.length;
    if (this.#written > longestAnswer) throw new BodyTooLargeError('The answer is longer than is taken.');
    return text;
  }
}
