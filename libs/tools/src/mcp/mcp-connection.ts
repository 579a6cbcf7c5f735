/** One connection to one MCP server, from its first word to its last. It is never mended: who needs another one opens it. */
import type { CallToolResult, Client, ProgressCallback, Tool } from '@modelcontextprotocol/client';
import type { z } from 'zod';
import { startDeadline } from '../http/deadline.js';
import type { McpSdk } from './load-mcp-client.js';
import { McpHttpTransport } from './mcp-http-transport.js';
import type { McpServerConfig } from './mcp-server-config.js';
import { McpStdioTransport } from './mcp-stdio-transport.js';

/** What a connection is made with. */
export interface McpMeans {
  readonly sdk: McpSdk;
  /** `PATH` and `HOME` for processes. */
  readonly environment: Readonly<Record<string, string>>;
  /** Told to servers as the version of their client. */
  readonly version: string;
}

/** A call of a tool. */
export interface McpCall {
  /** The server's own name of the tool, and its schema: the transport reads there which arguments go into headers too. */
  readonly tool: { readonly name: string; readonly inputSchema: object };
  readonly args: Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>>;
  /** Cancels the call at the server. Its owner keeps the time. */
  readonly signal: AbortSignal;
  readonly onProgress: ProgressCallback;
}

/** For reaching a server, with its greeting. */
export const connectTimeoutMs = 10_000;

/** For the answer of a process to the question which protocol it speaks; older servers do not answer it. */
const probeTimeoutMs = 3_000;

/** Above every time that an owner keeps: the client has one of its own otherwise, of a minute. */
const noTimeoutMs = 2 ** 31 - 1;

type McpTransport = McpHttpTransport | McpStdioTransport;

/** Why no connection came to be. */
export class ConnectFault extends Error {
  constructor(
    override readonly cause: unknown,
    /** True when the time was up. */
    readonly isTooSlow: boolean,
    /** The last that a process wrote to its stderr; untouched. */
    readonly complaints: string,
  ) {
    super('No connection.');
  }
}

/** See the head of this file. */
export class McpConnection {
  #isOpen = true;

  private constructor(
    private readonly client: Client,
    private readonly transport: McpTransport,
  ) {
    client.onclose = () => {
      this.#isOpen = false;
    };
  }

  /** Connects and greets, within 10 seconds. @throws ConnectFault; the signal's reason when it fires. */
  static async open(server: McpServerConfig, means: McpMeans, signal: AbortSignal): Promise<McpConnection> {
    const deadline = startDeadline(signal, connectTimeoutMs);
    const attempt = new ConnectAttempt(server, means, deadline.signal);
    try {
      const { client, transport } = await attempt.make();
      return new McpConnection(client, transport);
    } catch (error) {
      signal.throwIfAborted();
      throw new ConnectFault(error, deadline.passed(), attempt.complaints);
    } finally {
      deadline.end();
    }
  }

  /** False once the process has ended, or `close` was called. */
  get isOpen(): boolean {
    return this.#isOpen && this.client.transport !== undefined;
  }

  /** False for a server that has no tools, and none later. */
  get hasTools(): boolean {
    return this.client.getServerCapabilities()?.tools !== undefined;
  }

  /** One page of the tools, as the server gives it: who asks has a schema that is looser than the client's, which would drop all
   *  tools for one. */
  tools<Page>(cursor: string | undefined, page: z.ZodType<Page>, signal: AbortSignal): Promise<Page> {
    const request = { method: 'tools/list', ...(cursor !== undefined && { params: { cursor } }) };
    return this.client.request(request, page, { signal, timeout: noTimeoutMs });
  }

  /** Calls a tool. Rejects with the client's errors. */
  call({ tool, args, meta, signal, onProgress }: McpCall): Promise<CallToolResult> {
    return this.client.callTool(
      { name: tool.name, arguments: args, _meta: { ...meta } },
      { signal, timeout: noTimeoutMs, onprogress: onProgress, toolDefinition: tool as Tool },
    );
  }

  /** Never rejects. Of a process nothing is left when this resolves. */
  async close(): Promise<void> {
    this.#isOpen = false;
    await this.transport.close().catch(() => undefined);
    await this.client.close().catch(() => undefined);
  }
}

/** One try to connect, in one or two forms of greeting. */
class ConnectAttempt {
  #transport: McpTransport | null = null;

  constructor(
    private readonly server: McpServerConfig,
    private readonly means: McpMeans,
    private readonly signal: AbortSignal,
  ) {}

  get complaints(): string {
    return this.#transport instanceof McpStdioTransport ? this.#transport.stderr : '';
  }

  /** Some older servers end, or break, at the question which protocol they speak; they are greeted anew, the old way. */
  async make(): Promise<{ readonly client: Client; readonly transport: McpTransport }> {
    try {
      return await this.#connect('auto');
    } catch (error) {
      const { sdk } = this.means;
      const isUnknownQuestion = sdk.SdkError.isInstance(error) && error.code === sdk.SdkErrorCode.EraNegotiationFailed;
      if (!isUnknownQuestion || this.signal.aborted) throw error;
      return await this.#connect('legacy');
    }
  }

  async #connect(mode: 'auto' | 'legacy'): Promise<{ readonly client: Client; readonly transport: McpTransport }> {
    const { server, signal } = this;
    const transport = transportOf(server, this.means);
    this.#transport = transport;
    const client = clientOf(this.means, mode, server.kind === 'http' ? connectTimeoutMs : probeTimeoutMs);
    const giveUp = (): void => void transport.close();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await client.connect(transport, { timeout: noTimeoutMs });
      signal.throwIfAborted();
      return { client, transport };
    } catch (error) {
      await transport.close().catch(() => undefined);
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }
}

function transportOf(server: McpServerConfig, { sdk, environment }: McpMeans): McpTransport {
  if (server.kind === 'http') return new McpHttpTransport(sdk, server);
  return new McpStdioTransport(sdk, { ...server, env: { ...environment, ...server.env } });
}

function clientOf({ sdk, version }: McpMeans, mode: 'auto' | 'legacy', probeMs: number): Client {
  return new sdk.Client(
    { name: 'iceos', version },
    {
      versionNegotiation: { mode, probe: { timeoutMs: probeMs } },
      // A call asks a person or a model nothing in between: that is what nodes are for.
      inputRequired: { autoFulfill: false },
      // Our own checker judges what comes; the client's would compile a stranger's schema to code.
      jsonSchemaValidator: {
        getValidator: () => (value) => ({ valid: true, data: value as never, errorMessage: undefined }),
      },
    },
  );
}
