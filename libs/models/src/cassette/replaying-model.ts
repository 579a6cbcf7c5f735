/** A model that answers from recordings alone: no network, no key, the same every time. */
import { setImmediate } from 'node:timers/promises';
import { LanguageModel, type JsonObject, type ModelChunk, type ModelContext, type ModelRequest } from '@ice/core';
import { textDeltas } from '../synthetic/text-deltas.js';
import { answerOf } from './cassette-answer.js';
import { cassetteFile } from './cassette-file.js';
import { cassetteRequest } from './cassette-request.js';
import type { Cassette } from './cassette.js';
import { missingCassette } from './missing-cassette.js';
import { nearestCassette } from './nearest-cassette.js';
import type { CassetteMeans } from './recording-model.js';

/** A session that replays, for any model. */
export class ReplayingModel extends LanguageModel {
  constructor(private readonly means: CassetteMeans) {
    super();
  }

  /**
   * Streams the recorded answer with the usage that was recorded. Throws `cassette-missing`, `cassette-unusable`, and the signal's
   * reason once it has fired.
   */
  override async *answer(request: ModelRequest, { signal }: ModelContext): AsyncIterable<ModelChunk> {
    signal.throwIfAborted();
    const { answer } = await this.#find(this.means.redactor.json(cassetteRequest(request)));
    for (const text of textDeltas(answer.text)) {
      await setImmediate();
      signal.throwIfAborted();
      yield { type: 'delta', text };
    }
    signal.throwIfAborted();
    yield answerOf(answer);
  }

  async #find(request: JsonObject): Promise<Cassette> {
    const { folder } = this.means;
    const file = cassetteFile(request);
    const cassette = await folder.read(file);
    if (cassette) return cassette;
    const files = await folder.list();
    const nearest = await nearestCassette(request, folder, files);
    throw missingCassette({ model: String(request['model']), file, recordings: files.length, nearest });
  }
}
