/** A configuration that cannot be used. Its message is for the operator: one sentence for each wrong variable. */

/** Stops the start. */
export class ConfigError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
  }
}
