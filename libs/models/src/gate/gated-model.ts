/** A model behind its provider's gate: every call passes it, and tells it how it ended. Adds nothing to what is asked or answered. */
import { isFailureError, LanguageModel, type ModelChunk, type ModelContext, type ModelRequest } from '@ice/core';
import type { CallEnd } from './gate-pass.js';
import type { ProviderGate } from './provider-gate.js';

/** A session that shares its provider's gate with all others. */
export class GatedModel extends LanguageModel {
  constructor(
    private readonly inner: LanguageModel,
    private readonly gate: ProviderGate,
  ) {
    super();
  }

  /**
   * Streams what the model streams, once the gate has let the call out. Throws `model-unavailable` while the gate refuses calls, and
   * the signal's reason where it fires in the queue.
   */
  override async *answer(request: ModelRequest, context: ModelContext): AsyncIterable<ModelChunk> {
    const pass = await this.gate.enter(context.signal);
    try {
      for await (const chunk of this.inner.answer(request, context)) {
        if (chunk.type === 'answer') pass.end('answered');
        yield chunk;
      }
    } catch (thrown) {
      pass.end(endOf(thrown, context.signal));
      throw thrown;
    } finally {
      // Whoever asked has read enough, or the stream had no end.
      pass.end('unknown');
    }
  }
}

/** A call that was cancelled says nothing about its provider, whatever it threw on its way out. */
function endOf(thrown: unknown, signal: AbortSignal): CallEnd {
  return isFailureError(thrown) && !signal.aborted ? thrown.failure : 'unknown';
}
