/** The corpus of bad requests, where it lies beside the checkout: cases as data, and how one becomes bytes. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { requestBytes } from './raw-http.js';

/** A body that is too long to write out. */
export interface GeneratedBody {
  readonly prefix: string;
  readonly suffix: string;
  readonly times: number;
  readonly repeat?: string;
  readonly middle?: string;
  readonly repeatClose?: string;
  /** `%d` is the number of the item, `%p` the number before it. */
  readonly item?: string;
  readonly sep?: string;
  readonly from?: number;
}

/** The content of a file. */
export interface FileFixture {
  readonly text?: string;
  readonly b64?: string;
  readonly gen?: GeneratedBody;
  readonly gz?: { readonly repeat: string; readonly times: number };
}

/** A frame of a case, or what a client does in place of one. */
export interface BadFrame {
  readonly text?: string;
  readonly textB64?: string;
  readonly binaryB64?: string;
  /** The kind of a frame that no client library sends. */
  readonly raw?: string;
  /** Bytes of its payload. */
  readonly size?: number;
  /** Of a close frame. */
  readonly code?: number;
  readonly times?: number;
  readonly behaviour?: string;
}

/** One case of the corpus. */
export interface BadInput {
  readonly id: string;
  readonly area: string;
  readonly why: string;
  readonly given?: string;
  readonly request: {
    /** `RAW`: `rawRequest` is the whole of it. */
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly rawBody?: string;
    readonly rawBodyB64?: string;
    readonly rawRequest?: string;
    readonly gen?: GeneratedBody;
    readonly concurrency?: number;
    readonly trickle?: { readonly bytesPerSecond: number };
    /** What is sent once a socket is open. */
    readonly frames?: readonly BadFrame[];
    /** So many requests; `vary` in them is the number of each. */
    readonly times?: number;
    readonly vary?: string;
    /** The file that lies under the path of the inputs; null where none is made for the case. */
    readonly fixture?: FileFixture | null;
  };
  readonly expect: {
    readonly status: number;
    readonly code: string;
    readonly note: string;
    /** What an accepted execution comes to. */
    readonly finalStatus?: string;
    /** The code of its failure. */
    readonly nodeError?: string;
    /** What a socket is closed with; null where it stays open. */
    readonly wsClose?: number | null;
  };
}

/** Placeholder name to what stands for it. */
export type Values = Readonly<Record<string, string>>;

const corpus = fileURLToPath(new URL('../../../shared/bad-inputs.json', import.meta.url));

/** The cases of some areas; none where the corpus is not there. */
export function readBadInputs(...areas: readonly string[]): readonly BadInput[] {
  if (!existsSync(corpus)) return [];
  const all = JSON.parse(readFileSync(corpus, 'utf8')) as readonly BadInput[];
  return all.filter(({ area }) => areas.includes(area));
}

/** The bytes of a case. A header that needs a token is left out where the values have none: a loopback caller without keys. */
export function bytesOf({ request }: BadInput, values: Values): Buffer {
  if (request.method === 'RAW') return Buffer.from(request.rawRequest ?? '', 'latin1');
  const isKeyless = values['token'] === undefined;
  const headers = Object.entries(request.headers ?? {}).filter(
    ([, value]) => !(isKeyless && value.includes('{token}')),
  );
  const filled = headers.map(([name, value]) => [name, fill(value, values)] as const);
  return requestBytes(request.method, fill(request.path, values), Object.fromEntries(filled), bodyOf(request, values));
}

/** Fills `{name}` from the values and `{repeat:text:times}` by itself. Names that nobody knows stay as they are. */
export function fill(text: string, values: Values): string {
  return text
    .replace(/\{repeat:(.+?):(\d+)\}/g, (_match, piece: string, times: string) => piece.repeat(Number(times)))
    .replace(/\{([A-Za-z_]+)\}/g, (match, name: string) => values[name] ?? match);
}

/** The bytes of a file. */
export function fileOf({ text, b64, gen, gz }: FileFixture): Buffer {
  if (gz) return gzipSync(Buffer.alloc(gz.times, gz.repeat));
  if (b64 !== undefined) return Buffer.from(b64, 'base64');
  return Buffer.from(gen ? generate(gen) : (text ?? ''));
}

function bodyOf(request: BadInput['request'], values: Values): Buffer | undefined {
  const { body, rawBody, rawBodyB64, gen } = request;
  if (rawBodyB64 !== undefined) return Buffer.from(rawBodyB64, 'base64');
  if (gen) return Buffer.from(fill(generate(gen), values));
  if (rawBody !== undefined) return Buffer.from(fill(rawBody, values));
  return body === undefined ? undefined : Buffer.from(fill(listed(JSON.stringify(body)), values));
}

/** `"{array:n}"` is a list of the numbers below n. */
function listed(json: string): string {
  return json.replace(/"\{array:(\d+)\}"/g, (_match, length: string) =>
    JSON.stringify([...Array(Number(length)).keys()]),
  );
}

function generate(body: GeneratedBody): string {
  const { prefix, suffix, times, repeat = '', middle = '', repeatClose = '', item, sep = '', from = 0 } = body;
  if (item === undefined) return prefix + repeat.repeat(times) + middle + repeatClose.repeat(times) + suffix;
  const items = Array.from({ length: times }, (_, index) => {
    const number = from + index;
    return item.replaceAll('%d', String(number)).replaceAll('%p', String(number - 1));
  });
  return prefix + items.join(sep) + suffix;
}
