/** Event streams as providers write them, for tests. */

/** OpenAI's: data lines and an end mark. */
export function openAiStream(...chunks: readonly object[]): string {
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
}

/** One chunk with one choice. */
export function openAiChunk(delta: object, finish_reason: string | null = null, more: object = {}): object {
  return { id: 'c1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }], ...more };
}

/** Anthropic's: each event has a name. */
export function anthropicStream(...events: readonly { readonly type: string }[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

/** Blocks of an answer between its start and its end, each of one delta. */
export function anthropicAnswer(
  blocks: readonly { readonly block: object; readonly deltas: readonly object[] }[],
  end: { readonly stop_reason: string; readonly stop_details?: object; readonly usage?: object },
  startUsage: object = { input_tokens: 12, output_tokens: 1 },
): string {
  const { usage = { output_tokens: 30 }, ...delta } = end;
  return anthropicStream(
    { type: 'message_start', ...{ message: { id: 'm1', role: 'assistant', content: [], usage: startUsage } } },
    ...blocks.flatMap(({ block, deltas }, index) => [
      { type: 'content_block_start', index, content_block: block },
      { type: 'ping' },
      ...deltas.map((each) => ({ type: 'content_block_delta', index, delta: each })),
      { type: 'content_block_stop', index },
    ]),
    { type: 'message_delta', ...{ delta, usage } },
    { type: 'message_stop' },
  );
}
