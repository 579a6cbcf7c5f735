/** Hands what arrives by callbacks to one reader that asks for it, in order. An end is told after everything that came before it. */

/** See the head of this file. */
export class Mailbox<T> {
  readonly #items: T[] = [];
  #end: { readonly error: Error | undefined } | null = null;
  #wake: () => void = () => undefined;

  /** Things that wait to be taken. */
  get size(): number {
    return this.#items.length;
  }

  put(item: T): void {
    if (!this.#end) this.#items.push(item);
    this.#wake();
  }

  /** Nothing more comes. @param error what the reader's turn throws then; undefined = an end in order. The first end counts. */
  end(error?: Error): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** Ends it, and forgets what nobody has taken. */
  drop(error: Error): void {
    this.#items.length = 0;
    this.#end = { error };
    this.#wake();
  }

  /** The next thing, waiting for it; undefined at an end in order. */
  async take(): Promise<T | undefined> {
    while (this.#items.length === 0 && !this.#end) await new Promise<void>((resolve) => (this.#wake = resolve));
    const item = this.#items.shift();
    if (item === undefined && this.#end?.error !== undefined) throw this.#end.error;
    return item;
  }
}
