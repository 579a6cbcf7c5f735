/** A model whose answers are recorded on their way. Failures are not: what failed can be asked again. */
import {
  LanguageModel,
  type Clock,
  type JsonObject,
  type ModelChunk,
  type ModelContext,
  type ModelRequest,
} from '@ice/core';
import { cassetteAnswer } from './cassette-answer.js';
import type { CassetteFolder } from './cassette-folder.js';
import { cassetteRequest } from './cassette-request.js';
import type { CassetteAnswer, FullAnswer } from './cassette.js';
import type { Redactor } from './redactor.js';

/** What recording and replay have in common. */
export interface CassetteMeans {
  readonly folder: CassetteFolder;
  readonly redactor: Redactor;
}

/** A session that records. */
export class RecordingModel extends LanguageModel {
  constructor(
    private readonly inner: LanguageModel,
    private readonly means: CassetteMeans & { readonly clock: Clock },
  ) {
    super();
  }

  /**
   * Streams what the model streams. Throws what it throws, and `cassette-unusable` in the place of an answer that could not be
   * recorded: a recording with holes would only be noticed when it is replayed.
   */
  override async *answer(request: ModelRequest, context: ModelContext): AsyncIterable<ModelChunk> {
    for await (const chunk of this.inner.answer(request, context)) {
      if (chunk.type === 'answer') await this.#record(request, chunk);
      yield chunk;
    }
  }

  async #record(request: ModelRequest, answer: FullAnswer): Promise<void> {
    const { folder, redactor, clock } = this.means;
    await folder.write({
      cassette_version: 1,
      recorded_at: new Date(clock.now()).toISOString(),
      request: redactor.json(cassetteRequest(request)),
      answer: redactor.json(cassetteAnswer(answer) as unknown as JsonObject) as unknown as CassetteAnswer,
    });
  }
}
