/** One execution: a handle that holds its id and asks the server for everything else. */
import type { ExecutionEvent, ExecutionSnapshot, JsonObject, JsonValue, OpenSignal, SignalAnswer } from '@ice/core';
import type { ApiSchema } from '../http/api-schema.js';
import { bodyAs } from '../http/body-as.js';
import type { HttpClient } from '../http/http-client.js';
import type { CallOptions } from '../list/call-options.js';
import { PagedList, type Page } from '../list/paged-list.js';
import type { StreamReader, StreamOptions } from '../stream/stream-reader.js';
import type { StreamItem } from '../stream/stream-item.js';
import { ExecutionFailed } from './execution-failed.js';
import type { ExecutionRow } from './execution-row.js';
import type { RerunAnswer, RerunRequest } from './start-request.js';

/** What became of an answer: in the journal already, or kept for the process that runs the execution. */
export type Answered = ApiSchema<'Answered'>;

/** Where an early answer goes: the `signal` of a `wait` node, or the path of a node run. */
export type SignalPlace =
  { readonly name: string; readonly path?: never } | { readonly path: string; readonly name?: never };

/** What a handle works with. */
export interface ExecutionMeans {
  readonly http: HttpClient;
  readonly reader: StreamReader;
}

const one = '/api/v1/executions/{id}';
const endTypes = ['execution.completed', 'execution.failed', 'execution.cancelled'];

/** See the head of this file. @typeParam Outputs what the blueprint gives; it is not checked. */
export class Execution<Outputs extends object = JsonObject> {
  constructor(
    readonly id: string,
    protected readonly means: ExecutionMeans,
  ) {}

  /** As it stands now. */
  async snapshot({ signal }: CallOptions = {}): Promise<ExecutionSnapshot> {
    return bodyAs(await this.means.http.request('get', one, { path: { id: this.id }, signal }));
  }

  /** Every event after the cursor, once and in order, as it is recorded, until the execution ends. A connection that is lost is taken up
   *  again where it broke off. With `deltas` pieces of models' texts come in between; they are not recorded and may be missing. */
  events(options: StreamOptions & { readonly deltas: true }): AsyncGenerator<StreamItem, void, undefined>;
  events(options?: StreamOptions & { readonly deltas?: false }): AsyncGenerator<ExecutionEvent, void, undefined>;
  events(options?: StreamOptions): AsyncGenerator<StreamItem, void, undefined>;
  events(options: StreamOptions = {}): AsyncGenerator<StreamItem, void, undefined> {
    return this.means.reader.read(this.id, options);
  }

  /** The events recorded so far, page by page; does not wait for more. @param after the sequence of the last event already seen. */
  history({ after = 0, limit, signal }: HistoryOptions = {}): PagedList<ExecutionEvent> {
    return new PagedList(async (cursor) => {
      const query = { after: cursor === undefined ? after : Number(cursor), ...(limit !== undefined && { limit }) };
      const path = { id: this.id };
      return bodyAs(await this.means.http.request('get', `${one}/events`, { path, query, signal }));
    });
  }

  /** Waits for the end. */
  async wait({ signal }: CallOptions = {}): Promise<ExecutionSnapshot> {
    const options = signal === undefined ? {} : { signal };
    const snapshot = await this.snapshot(options);
    if (snapshot.ended_at !== null) return snapshot;
    const events = this.events({ after: snapshot.sequence, types: endTypes, ...options });
    while (!(await events.next()).done);
    return this.snapshot(options);
  }

  /** Waits for the outputs. @throws ExecutionFailed when it fails or is cancelled. */
  async result(options: CallOptions = {}): Promise<Outputs> {
    const snapshot = await this.wait(options);
    if (snapshot.status !== 'completed') throw new ExecutionFailed(snapshot);
    return snapshot.outputs as Outputs;
  }

  /** What it waits for, oldest first. */
  async signals({ signal }: CallOptions = {}): Promise<readonly OpenSignal[]> {
    const path = { id: this.id };
    const answer = await this.means.http.request('get', `${one}/signals`, { path, signal });
    return bodyAs<Page<OpenSignal>>(answer).data;
  }

  /** Answers a signal, once. @throws IceProblem `signal-closed` where another answer came first. */
  async answer(signalId: string, answer: SignalAnswer, { signal }: CallOptions = {}): Promise<Answered> {
    const path = { id: this.id, signal_id: signalId };
    const parts = { path, body: answer, signal };
    return bodyAs(await this.means.http.request('post', `${one}/signals/{signal_id}`, parts));
  }

  /** Answers whichever signal opens, or is open, at a place. */
  async answerEarly(place: SignalPlace, answer: SignalAnswer, { signal }: CallOptions = {}): Promise<Answered> {
    const parts = { path: { id: this.id }, body: { ...place, ...answer }, signal };
    return bodyAs(await this.means.http.request('post', `${one}/signals`, parts));
  }

  /** Does nothing to one that has ended. */
  async cancel({ signal }: CallOptions = {}): Promise<ExecutionRow> {
    const parts = { path: { id: this.id }, signal, isRepeatable: true };
    return bodyAs(await this.means.http.request('post', `${one}/cancel`, parts));
  }

  /** Runs the same revision again as a new execution. */
  async rerun(request: RerunRequest = {}, { signal }: CallOptions = {}): Promise<RerunExecution<Outputs>> {
    const parts = { path: { id: this.id }, body: request, signal };
    const { body } = await this.means.http.request('post', `${one}/rerun`, parts);
    return new RerunExecution<Outputs>(body, this.means);
  }

  /** What a node run gives or works on, whole, also where events and the snapshot show a reference to it. */
  async io(
    path: string,
    part: 'output' | 'input' = 'output',
    { sequence, signal }: IoOptions = {},
  ): Promise<JsonValue> {
    const query = { part, ...(sequence !== undefined && { sequence }) };
    const parts = { path: { id: this.id, path }, query, signal };
    return bodyAs(await this.means.http.request('get', `${one}/nodes/{path}/io`, parts));
  }
}

/** Which recorded events. */
export interface HistoryOptions extends CallOptions {
  readonly after?: number;
  /** Events on a page. Default: 200. */
  readonly limit?: number;
}

/** Which value of a node run. */
export interface IoOptions extends CallOptions {
  /** Of one event of the node run, such as a turn of an agent. Default: the node run's own. */
  readonly sequence?: number;
}

/** An execution that is a rerun of another one. */
export class RerunExecution<Outputs extends object = JsonObject> extends Execution<Outputs> {
  /** @param scope what is used again, what runs again, and whose effects are repeated. */
  constructor(
    readonly scope: RerunAnswer,
    means: ExecutionMeans,
  ) {
    super(scope.execution_id, means);
  }
}
