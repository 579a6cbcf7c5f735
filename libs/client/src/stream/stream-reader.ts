/** Reads the events of one execution to its end, over as many connections as that takes: every event once, in order, none missing. */
import { sleep } from '../http/sleep.js';
import { globTest, type EventGlobs } from './event-globs.js';
import { Reconnection, type ReconnectionLimits } from './reconnection.js';
import { StreamCursor } from './stream-cursor.js';
import { isEvent, type StreamItem } from './stream-item.js';
import { StreamLost } from './stream-lost.js';

/** What to read. */
export interface StreamOptions extends EventGlobs {
  /** Sequence of the last event already known. Default: 0, so everything comes. */
  readonly after?: number;
  /** Pieces of models' texts too. They come by WebSocket only. */
  readonly deltas?: boolean;
  /** Ends the reading; it then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What one connection is to bring. */
export interface StreamSubject extends EventGlobs {
  readonly executionId: string;
  readonly after: number;
  readonly deltas: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Opens one connection. It ends in order when the execution was shown to its end.
 *  @throws StreamLost where another connection may go on; anything else ends the reading. */
export type OpenConnection = (subject: StreamSubject) => AsyncGenerator<readonly StreamItem[], void, undefined>;

/** What a reader works with. */
export interface StreamMeans extends ReconnectionLimits {
  /** Of the server. */
  readonly url: string;
  readonly overHttp: OpenConnection;
  /** Null where there are no sockets. */
  readonly overSocket: OpenConnection | null;
}

/** See the head of this file. */
export class StreamReader {
  constructor(private readonly means: StreamMeans) {}

  /** @throws TypeError for deltas where there are no sockets. */
  read(executionId: string, options: StreamOptions): AsyncGenerator<StreamItem, void, undefined> {
    const { after = 0, deltas = false, signal, nodes, types } = options;
    if (deltas && !this.means.overSocket) throw new TypeError('Deltas come by WebSocket only: give the client one.');
    const globs = { ...(nodes && { nodes }), ...(types && { types }) };
    return this.#read({ executionId, after, deltas, signal, ...globs });
  }

  async *#read(subject: StreamSubject): AsyncGenerator<StreamItem, void, undefined> {
    const cursor = new StreamCursor(subject.after, !subject.nodes && !subject.types);
    const reconnection = new Reconnection(this.means.url, this.means);
    const isWanted = globTest(subject);
    for (let loss: StreamLost | null = null; ;) {
      try {
        const open = this.#way(subject, loss);
        for await (const items of open({ ...subject, after: cursor.sequence })) {
          reconnection.progressed();
          for (const item of items) if ((!isEvent(item) || cursor.take(item)) && isWanted(item)) yield item;
        }
        return;
      } catch (error) {
        if (!(error instanceof StreamLost)) throw error;
        loss = error;
      }
      await sleep(reconnection.delayAfter(loss), subject.signal);
    }
  }

  /** By socket where there are any, and once over HTTP after one that was refused: what is wrong with the request is told there. */
  #way({ deltas }: StreamSubject, loss: StreamLost | null): OpenConnection {
    const { overSocket, overHttp } = this.means;
    return overSocket && (deltas || !loss?.facts.isSocketRefused) ? overSocket : overHttp;
  }
}
