/** A server of the operator's for the life of this process. All executions share it, so it holds a connection and nothing of theirs; a
 *  connection that was lost is opened anew by the next call, once for all calls that wait for it. */
import { FailureError, type ToolContext } from '@ice/core';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { startDeadline, type Deadline } from '../http/deadline.js';
import { callFailure, isSessionLost, reasonOf, unavailable, type FaultTeller } from './mcp-fault.js';
import { ConnectFault, connectTimeoutMs, McpConnection, type McpCall, type McpMeans } from './mcp-connection.js';
import type { McpServerConfig } from './mcp-server-config.js';
import { listMcpTools, type ToolListing } from './list-mcp-tools.js';
import { textsOf } from './shown-text.js';

/** A call without what the server adds to it. */
type ServerCall = Omit<McpCall, 'signal'>;

const tooSlowToList = `it did not list its tools within ${connectTimeoutMs / 1_000} s`;

/** See the head of this file. */
export class AttachedMcpServer {
  readonly teller: FaultTeller;
  readonly #closing = new AbortController();
  #connection: Promise<McpConnection> | null = null;

  constructor(
    readonly config: McpServerConfig,
    private readonly means: McpMeans,
  ) {
    this.teller = { sdk: means.sdk, server: config.name, show: textsOf(config) };
  }

  /** Its tools, within 10 seconds once it is connected. @throws FailureError `mcp-unavailable`, which says why. */
  async list(): Promise<ToolListing> {
    const { name } = this.config;
    const connection = await this.#connected().catch((error: unknown) => {
      throw unavailable(name, reasonOf(error, this.teller));
    });
    const deadline = startDeadline(this.#closing.signal, connectTimeoutMs);
    try {
      return await listMcpTools(connection, deadline.signal);
    } catch (error) {
      throw unavailable(name, deadline.passed() ? tooSlowToList : reasonOf(error, this.teller));
    } finally {
      deadline.end();
    }
  }

  /**
   * Calls a tool within the server's time.
   * @param shownName ours, for failures
   * @throws FailureError `mcp-unavailable`, `timeout`, `tool-failed`, `tool-output-invalid`, `output-too-large`; when the context's
   * signal fires, its reason.
   */
  async call(call: ServerCall, shownName: string, { signal }: Pick<ToolContext, 'signal'>): Promise<CallToolResult> {
    signal.throwIfAborted();
    const deadline = startDeadline(signal, this.config.timeoutMs);
    try {
      return await this.#callOrReconnect({ ...call, signal: deadline.signal });
    } catch (error) {
      throw this.#explain(error, shownName, signal, deadline);
    } finally {
      deadline.end();
    }
  }

  /** Ends the connection, and the process behind it. Calls fail from now on. Never rejects. */
  async close(): Promise<void> {
    this.#closing.abort();
    const connection = await this.#connection?.catch(() => null);
    await connection?.close();
  }

  /** What a server refuses because it does not know the session was not done, so it may be said again, whatever its effect. */
  async #callOrReconnect(call: McpCall): Promise<CallToolResult> {
    const connection = await this.#connectedFor(call.signal);
    try {
      return await connection.call(call);
    } catch (error) {
      if (!isSessionLost(error) || call.signal.aborted) throw error;
      this.#drop(connection);
    }
    return (await this.#connectedFor(call.signal)).call(call);
  }

  /** The wait ends with the signal; the connection that others wait for goes on coming. */
  #connectedFor(signal: AbortSignal): Promise<McpConnection> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', giveUp, { once: true });
      this.#connected()
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  async #connected(): Promise<McpConnection> {
    for (;;) {
      const opening = (this.#connection ??= this.#open());
      const connection = await opening;
      if (connection.isOpen) return connection;
      if (this.#connection === opening) this.#connection = null;
    }
  }

  #open(): Promise<McpConnection> {
    const { signal } = this.#closing;
    if (signal.aborted) return Promise.reject(new ConnectFault(signal.reason, false, ''));
    const opening = McpConnection.open(this.config, this.means, signal);
    // One that failed is not kept: the next call tries anew.
    opening.catch(() => {
      if (this.#connection === opening) this.#connection = null;
    });
    return opening;
  }

  #drop(connection: McpConnection): void {
    this.#connection = null;
    void connection.close();
  }

  #explain(error: unknown, tool: string, signal: AbortSignal, deadline: Deadline): unknown {
    if (signal.aborted) return signal.reason;
    if (deadline.passed()) return tooSlow(tool, this.config.timeoutMs);
    if (this.#closing.signal.aborted) return unavailable(this.config.name, 'this process is ending');
    return callFailure(error, tool, this.teller);
  }
}

function tooSlow(tool: string, timeoutMs: number): FailureError {
  return new FailureError('timeout', `${tool} did not answer within ${timeoutMs} ms.`, {
    retryable: true,
    evidence: { timeout_ms: timeoutMs },
  });
}
