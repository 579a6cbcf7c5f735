/** The official Streamable HTTP transport, with what a server of ours needs beyond it: an answer that is lost is told at once instead of
 *  waited for, a cancelled request lets go of its socket, and answers are bounded. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  JSONRPCMessage,
  JSONRPCRequest,
  RequestId,
  Transport,
  TransportSendOptions,
} from '@modelcontextprotocol/client';
import { createOpenAgent } from '../http/guarded-agent.js';
import { createBoundedFetch } from './bounded-fetch.js';
import type { McpSdk } from './load-mcp-client.js';
import { inPlaceOf, lostAnswer, maxMessageBytes, type LostAnswer } from './lost-answer.js';
import type { McpHttpServer } from './mcp-server-config.js';

/** The package declares the options of this one method without the `undefined` that its interface allows. */
type InnerOptions = NonNullable<Parameters<InnerTransport['send']>[1]>;
type InnerTransport = InstanceType<McpSdk['StreamableHTTPClientTransport']>;

/** Time for a server to be told that its session is over. */
const farewellMs = 1_000;

/** See the head of this file. */
export class McpHttpTransport implements Transport {
  /** The protocol's newer form cancels a request by letting go of its stream. */
  readonly hasPerRequestStream = true;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: NonNullable<Transport['onmessage']>;
  readonly #inner: InnerTransport;
  readonly #agent = createOpenAgent();
  /** Requests without an answer. */
  readonly #open = new Map<RequestId, AbortController>();
  /** The request in whose context something is fetched. */
  readonly #current = new AsyncLocalStorage<RequestId>();

  constructor(sdk: Pick<McpSdk, 'StreamableHTTPClientTransport'>, { url, headers }: McpHttpServer) {
    const fetch = createBoundedFetch(this.#agent, { maxBytes: maxMessageBytes, onTooLarge: () => this.#tooLarge() });
    this.#inner = new sdk.StreamableHTTPClientTransport(new URL(url), { fetch, requestInit: { headers } });
    this.#inner.onclose = () => this.onclose?.();
    this.#inner.onerror = (error) => this.onerror?.(error);
    this.#inner.onmessage = (message) => this.#receive(message);
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion(version);
  }

  start(): Promise<void> {
    return this.#inner.start();
  }

  async send(message: JSONRPCMessage, options: TransportSendOptions = {}): Promise<void> {
    if (isRequest(message)) return this.#ask(message, options);
    try {
      await this.#inner.send(message, options as InnerOptions);
    } finally {
      const cancelled = cancelledBy(message);
      if (cancelled !== undefined) this.#letGo(cancelled);
    }
  }

  /** Ends every connection. A session is taken leave of, where the server listens. Never rejects. */
  async close(): Promise<void> {
    if (this.sessionId !== undefined) await within(farewellMs, this.#inner.terminateSession());
    for (const id of [...this.#open.keys()]) this.#letGo(id);
    await this.#inner.close();
    await this.#agent.destroy();
  }

  async #ask(request: JSONRPCRequest, options: TransportSendOptions): Promise<void> {
    const { id } = request;
    const controller = new AbortController();
    this.#open.set(id, controller);
    options.requestSignal?.addEventListener('abort', () => this.#letGo(id), { once: true });
    try {
      await this.#current.run(id, () =>
        this.#inner.send(request, {
          ...options,
          requestSignal: controller.signal,
          onRequestStreamEnd: () => {
            options.onRequestStreamEnd?.();
            this.#lose(id, lostAnswer.cutOff);
          },
        } as InnerOptions),
      );
    } catch (error) {
      this.#open.delete(id);
      throw error;
    }
  }

  #receive(message: JSONRPCMessage): void {
    if ('id' in message && !('method' in message) && message.id !== undefined) this.#open.delete(message.id);
    this.onmessage?.(message);
  }

  #tooLarge(): void {
    const id = this.#current.getStore();
    if (id !== undefined) this.#lose(id, lostAnswer.tooLarge);
  }

  #lose(id: RequestId, why: LostAnswer): void {
    if (this.#letGo(id)) this.onmessage?.(inPlaceOf(id, why));
  }

  #letGo(id: RequestId): boolean {
    this.#open.get(id)?.abort();
    return this.#open.delete(id);
  }
}

function isRequest(message: JSONRPCMessage): message is JSONRPCRequest {
  return 'method' in message && 'id' in message;
}

function cancelledBy(message: JSONRPCMessage): RequestId | undefined {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return undefined;
  return message.params?.['requestId'] as RequestId | undefined;
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tired = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work.catch(() => undefined), tired]);
  clearTimeout(timer);
}
