/** Providers that record what they answer, and one that answers from recordings. Making them touches no file. */
import type { Clock } from '@ice/core';
import type { ModelProvider } from '../registry/model-registry.js';
import { CassetteFolder } from './cassette-folder.js';
import { RecordingModel } from './recording-model.js';
import { Redactor } from './redactor.js';
import { ReplayingModel } from './replaying-model.js';

/** Where recordings are. */
export interface CassetteOptions {
  /** Absolute (`ICE_CASSETTE_DIR`). */
  readonly directory: string;
  /** Keys of this process: they stand in no recording. */
  readonly secrets: readonly string[];
}

/** The same providers, every answer of which is recorded; by provider name. */
export function recordingProviders(
  providers: Readonly<Record<string, ModelProvider>>,
  options: CassetteOptions & { readonly clock: Clock },
): Readonly<Record<string, ModelProvider>> {
  const means = { ...meansOf(options), clock: options.clock };
  const recording = Object.entries(providers).map(([name, open]): [string, ModelProvider] => [
    name,
    (prices) => new RecordingModel(open(prices), means),
  ]);
  return Object.fromEntries(recording);
}

/** Answers for every model from recordings, without a network and without a key. */
export function replayingProvider(options: CassetteOptions): ModelProvider {
  const means = meansOf(options);
  return () => new ReplayingModel(means);
}

function meansOf({ directory, secrets }: CassetteOptions): { folder: CassetteFolder; redactor: Redactor } {
  return { folder: new CassetteFolder(directory), redactor: new Redactor(secrets) };
}
