/** Streams that real providers have sent, in the protocols that are spoken here, and what they say, read without any of the code that is
 *  tested. Recordings of other protocols (Responses, Completions) are counted, so that nobody takes them for played. */
import { CaseFolder } from './case-folder.js';

/** What a stream says. */
export interface SaidByStream {
  readonly text: string;
  readonly calls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[];
  /** The provider's own word for why it ended. */
  readonly finish: string;
  readonly tokens: { readonly input: number; readonly output: number };
}

/** One recording. */
export interface RecordedStream {
  readonly name: string;
  readonly provider: 'openai' | 'anthropic' | 'deepseek';
  /** As the provider framed it. */
  readonly body: string;
  readonly said: SaidByStream;
}

interface Cassette {
  readonly interactions: readonly {
    readonly request: { readonly uri: string };
    readonly response: { readonly body?: { readonly string?: string } };
  }[];
}

interface CallPiece {
  readonly index: number;
  readonly id?: string;
  readonly function?: { readonly name?: string; readonly arguments?: string };
}

type ContentPart = { readonly type: string; readonly text?: string };

/** A chunk of Chat Completions, as far as it is read here. */
interface Chunk {
  readonly choices?: readonly {
    readonly delta?: {
      readonly content?: string | readonly ContentPart[] | null;
      readonly tool_calls?: readonly CallPiece[];
    };
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: { readonly prompt_tokens: number; readonly total_tokens: number } | null;
}

interface Counts {
  readonly input_tokens?: number;
  readonly cache_read_input_tokens?: number;
  readonly cache_creation_input_tokens?: number;
  readonly output_tokens?: number;
}

/** An event of Messages, as far as it is read here. */
interface MessageEvent {
  readonly type: string;
  readonly index?: number;
  readonly content_block?: ContentPart & { readonly id?: string; readonly name?: string };
  readonly delta?: {
    readonly type?: string;
    readonly text?: string;
    readonly partial_json?: string;
    readonly stop_reason?: string;
  };
  readonly message?: { readonly usage: Counts };
  readonly usage?: Counts;
}

interface Block {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  text: string;
  json: string;
}

/** Where the recordings lie. */
export const chunkFolder = new CaseFolder('llm/vercel-ai');
const cassetteFolder = new CaseFolder('llm/pydantic-ai-cassettes');

/** All recordings of streams, and how many there are of protocols that are not spoken here. */
export function recordedStreams(): { readonly spoken: readonly RecordedStream[]; readonly foreign: number } {
  const all = [...chunkFiles(), ...cassettes()];
  const spoken = all.filter((stream) => stream !== undefined);
  return { spoken, foreign: all.length - spoken.length };
}

function chunkFiles(): readonly (RecordedStream | undefined)[] {
  return chunkFolder.files
    .filter((file) => file.endsWith('.chunks.txt'))
    .map((file) => {
      const name = file.replace('.chunks.txt', '');
      if (/__(?:responses|completion)__/.test(name)) return undefined;
      const lines = chunkFolder.text(file).split('\n');
      const chunks = lines.filter((line) => line.trim() !== '');
      const isAnthropic = name.startsWith('anthropic');
      const frames = chunks.map((chunk) => {
        const event = isAnthropic ? `event: ${(JSON.parse(chunk) as { type: string }).type}\n` : '';
        return `${event}data: ${chunk}\n\n`;
      });
      const body = frames.join('') + (isAnthropic ? '' : 'data: [DONE]\n\n');
      const provider = isAnthropic ? 'anthropic' : name.startsWith('deepseek') ? 'deepseek' : 'openai';
      return recorded(name, provider, body);
    });
}

function cassettes(): readonly (RecordedStream | undefined)[] {
  return cassetteFolder.files.flatMap((file) =>
    cassetteFolder.read<Cassette>(file).interactions.flatMap(({ request: { uri }, response }, index) => {
      const body = response.body?.string;
      if (body === undefined || !/^(?:event|data): /.test(body)) return [];
      const name = `${file.replace(/^test_|\.yaml$/g, '')} ${index}`;
      if (uri.includes('/chat/completions')) return [recorded(name, 'openai', body)];
      return [uri.includes('/v1/messages') ? recorded(name, 'anthropic', body) : undefined];
    }),
  );
}

function recorded(name: string, provider: RecordedStream['provider'], body: string): RecordedStream {
  const data = [...body.matchAll(/^data: (\{.*\})\s*$/gm)].map(([, text = '']) => JSON.parse(text) as unknown);
  const said = provider === 'anthropic' ? saidByMessages(data as MessageEvent[]) : saidByChunks(data as Chunk[]);
  return { name, provider, body, said };
}

function saidByChunks(chunks: readonly Chunk[]): SaidByStream {
  const choices = chunks.flatMap(({ choices: [first] = [] }) => (first ? [first] : []));
  const parts = choices.flatMap(({ delta: { content = '' } = {} }) =>
    typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []),
  );
  const usage = chunks.findLast(({ usage: told }) => told)?.usage ?? { prompt_tokens: 0, total_tokens: 0 };
  return {
    text: textOf(parts),
    calls: callsOf(choices.flatMap(({ delta }) => delta?.tool_calls ?? [])),
    finish: choices.findLast(({ finish_reason }) => finish_reason)?.finish_reason ?? '',
    tokens: { input: usage.prompt_tokens, output: usage.total_tokens - usage.prompt_tokens },
  };
}

function callsOf(pieces: readonly CallPiece[]): SaidByStream['calls'] {
  return [...new Set(pieces.map(({ index }) => index))].map((index) => {
    const own = pieces.filter((piece) => piece.index === index);
    return {
      id: own.find(({ id }) => id)?.id ?? '',
      name: own.find(({ function: called }) => called?.name)?.function?.name ?? '',
      arguments: own.map(({ function: called }) => called?.arguments ?? '').join(''),
    };
  });
}

function saidByMessages(events: readonly MessageEvent[]): SaidByStream {
  const blocks = new Map<number, Block>();
  let counts: Counts = {};
  for (const { index = -1, content_block: begun, delta, message, usage } of events) {
    const { type = '', id = '', name = '', text = '' } = begun ?? {};
    if (begun) blocks.set(index, { type, id, name, text, json: '' });
    const block = blocks.get(index);
    if (block && delta?.type === 'text_delta') block.text += delta.text ?? '';
    if (block && delta?.type === 'input_json_delta') block.json += delta.partial_json ?? '';
    counts = { ...counts, ...message?.usage, ...usage };
  }
  const all = [...blocks.values()];
  const { input_tokens = 0, cache_read_input_tokens = 0, cache_creation_input_tokens = 0, output_tokens = 0 } = counts;
  return {
    text: textOf(all),
    calls: all.filter(({ type }) => type === 'tool_use').map(({ id, name, json }) => ({ id, name, arguments: json })),
    finish: events.findLast(({ delta }) => delta?.stop_reason)?.delta?.stop_reason ?? '',
    tokens: { input: input_tokens + cache_read_input_tokens + cache_creation_input_tokens, output: output_tokens },
  };
}

function textOf(parts: readonly ContentPart[]): string {
  return parts.map(({ type, text = '' }) => (type === 'text' ? text : '')).join('');
}
