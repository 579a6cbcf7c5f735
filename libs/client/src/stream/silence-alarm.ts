/** Tells when nothing has come for too long. A connection can die without a word: the server's heartbeats make silence a sign. */

/** See the head of this file. */
export class SilenceAlarm {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly onSilence: () => void,
    private ms: number,
  ) {
    this.heard();
  }

  /** Something has come. @param ms from now on, silence of so long is too long. */
  heard(ms: number = this.ms): void {
    this.ms = ms;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.onSilence, ms);
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
