/** A list that the server gives in pages, read as far as somebody looks. Each iteration begins anew. */

/** One page, as the server sends it. */
export interface Page<T> {
  readonly data: readonly T[];
  /** Where the next page begins; null on the last one. */
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

/** See the head of this file. */
export class PagedList<T> implements AsyncIterable<T> {
  /** @param fetchPage the page at a cursor; undefined = where the list was asked to begin. */
  constructor(private readonly fetchPage: (cursor: string | undefined) => Promise<Page<T>>) {}

  /** The first page alone. */
  page(): Promise<Page<T>> {
    return this.fetchPage(undefined);
  }

  /** Page by page. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let cursor: string | undefined;
    do {
      const page = await this.fetchPage(cursor);
      yield page;
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }

  /** Item by item. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { data } of this.pages()) yield* data;
  }
}
