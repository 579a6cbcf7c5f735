/** Messages as lines to and from a process. It ends with this process on every path but a `kill -9`, where its input ends, which is
 *  what servers stop at. */
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { LineReader } from './line-reader.js';
import type { McpSdk } from './load-mcp-client.js';
import { inPlaceOf, lostAnswer, maxMessageBytes } from './lost-answer.js';
import { ProcessGroup, type ProcessOrder } from './process-group.js';

/** Characters of the process's complaints that are kept, the last ones. */
const keptComplaints = 2_000;

/** See the head of this file. */
export class McpStdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: NonNullable<Transport['onmessage']>;
  #process: ProcessGroup | null = null;
  #complaints = '';
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly sdk: Pick<McpSdk, 'deserializeMessage' | 'serializeMessage'>,
    private readonly order: ProcessOrder,
  ) {}

  /** The client knows by these two that a process is behind a transport, and takes silence to its first question for an older server. */
  get pid(): number | null {
    return this.#process?.child.pid ?? null;
  }

  /** What the process wrote to its stderr, the end of it. */
  get stderr(): string {
    return this.#complaints;
  }

  /** Starts the process. Rejects with the system's error when it cannot be started. */
  async start(): Promise<void> {
    const started = await ProcessGroup.start(this.order);
    this.#process = started;
    const { stdin, stdout, stderr } = started.child;
    const lines = new LineReader(
      { line: (text) => this.#read(text), tooLong: (...ends) => this.#skip(ends) },
      maxMessageBytes,
    );
    stdout.on('data', (chunk: Buffer) => lines.push(chunk));
    stderr.on('data', (chunk: Buffer) => {
      this.#complaints = (this.#complaints + chunk.toString('utf8')).slice(-keptComplaints);
    });
    for (const stream of [stdin, stdout, stderr]) stream.on('error', (error) => this.onerror?.(error));
    void started.ended.then(() => this.#turn).then(() => this.onclose?.());
  }

  /** Resolves when the process has room for more. Rejects when it has ended. */
  send(message: JSONRPCMessage): Promise<void> {
    const stdin = this.#process?.child.stdin;
    if (!stdin?.writable) return Promise.reject(new Error('The process has ended.'));
    return new Promise((resolve, reject) => {
      stdin.write(this.sdk.serializeMessage(message), (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Ends the process. Nothing of it is left when this resolves. */
  async close(): Promise<void> {
    await this.#process?.end();
  }

  /** Servers write what is no message to their stdout now and then; that is passed over. */
  #read(line: string): void {
    let message: JSONRPCMessage;
    try {
      message = this.sdk.deserializeMessage(line);
    } catch (error) {
      this.onerror?.(error as Error);
      return;
    }
    this.#deliver(message);
  }

  /**
   * One message in one turn: the client hands notifications on in the next one, and would throw away the progress of a call whose
   * answer it has seen in the same.
   */
  #deliver(message: JSONRPCMessage): void {
    this.#turn = this.#turn
      .then(() => this.onmessage?.(message))
      .catch((error: unknown) => this.onerror?.(error as Error));
  }

  /** Whose answer a message was that is too large is told by its ends; where it is not, nobody knows what else is lost. */
  #skip([beginning, ending]: readonly [string, string]): void {
    const id = /^\{"jsonrpc":"2\.0","id":(\d{1,15}),/.exec(beginning)?.[1] ?? /"id":(\d{1,15})\}\s*$/.exec(ending)?.[1];
    if (id === undefined) void this.close();
    else this.#deliver(inPlaceOf(Number(id), lostAnswer.tooLarge));
  }
}
