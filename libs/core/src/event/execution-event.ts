/** What happens in an execution, as data: the one event object of journal, stream, REST pages and CLI. Snake_case throughout,
 *  since it is stored and sent as it stands. Durable events carry a gap-free `sequence` from 1. */
import type { Failure } from '../error/failure.js';
import type { CacheOrigin } from '../execution/cache-origin.js';
import type { OpenSignal } from '../execution/open-signal.js';
import type { ParentLink } from '../execution/parent-link.js';
import type { PayloadRef } from '../execution/payload-ref.js';
import type { RerunLink } from '../execution/rerun-link.js';
import type { Usage } from '../execution/usage.js';
import type { AgentAnswer } from '../execution/agent-answer.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';

/** What each event type says in `data`. */
export interface EventData {
  /** Recorded before the start is acknowledged. */
  'execution.queued': {
    readonly name: string;
    readonly revision: string;
    readonly blueprint_id?: string;
    readonly inputs: JsonObject;
    readonly tags?: readonly string[];
    /** What it may cost: asked for with the start, or else by the blueprint. */
    readonly budget_usd?: number;
    /** The key that started it, or the execution at the top above it. */
    readonly key_id?: string;
    /** The worker that runs it from now on; absent where it waits in line for one. */
    readonly worker?: string;
    /** The node run whose child it is. */
    readonly parent?: ParentLink;
    /** The execution that it is a rerun of, and what it takes over from it. */
    readonly rerun?: RerunLink;
    /** The revisions that its blueprint's references stand for, whatever becomes of them. */
    readonly pins?: Readonly<Record<string, string>>;
  };
  /** Another worker goes on from the journal: its appends carry the new fence, those of the worker before it are refused.
   *  `crashes` counts, in a row, the workers that were lost before they had recorded how a node run of it ended. */
  'execution.resumed': { readonly worker: string; readonly fence: number; readonly crashes: number };
  'execution.started': {
    /** The worker that has taken it from the line, and runs it from now on. */
    readonly worker?: string;
  };
  /** Nothing of it runs, and nobody holds it: what it waits for, or this time (RFC 3339), has a worker resume it. */
  'execution.waiting': { readonly wakes_at: string | null };
  /** It has cost 80 % of what it may cost: `spent_usd` (with its children) of `budget_usd`. Once, and once more after each raise. */
  'execution.budget_warned': { readonly spent_usd: string; readonly budget_usd: number };
  /** Its next model call could not be paid for in full. Nothing starts any more until `signal` is answered. */
  'budget.exhausted': {
    readonly signal: OpenSignal;
    /** Whose budget it is: `execution` (its own), `parent` (of an execution above it), `organisation`, `key` or `blueprint`. */
    readonly level: string;
    /** The account of the ledger. */
    readonly account: string;
    /** Decimal strings of USD, like all of these. */
    readonly spent_usd: string;
    /** Promised to calls and executions, and not spent yet. */
    readonly reserved_usd: string;
    /** What the call may cost at most. */
    readonly needed_usd: string;
    readonly limit_usd: string;
  };
  /** Somebody (`by`, a key) has raised a budget, with the answer `answer_id`: that of this execution, or of `execution_id` above it. */
  'budget.raised': {
    readonly budget_usd: number;
    readonly answer_id: string;
    readonly by?: string;
    readonly execution_id?: string;
  };
  /** Cancelled, or failed as a whole (timeout, too many events), but the blueprint's `finally` block still has to run; the end
   *  follows it. `failure` is there when it is `execution.failed`, else `reason` is. */
  'execution.ending': { readonly reason?: string; readonly failure?: Failure };
  'execution.completed': { readonly outputs: JsonObject; readonly duration_ms: number };
  'execution.failed': { readonly failure: Failure; readonly duration_ms: number };
  'execution.cancelled': { readonly reason: string; readonly duration_ms: number };
  /** An attempt (or a container) begins. `input` is what it works on; a large one is recorded as `input_ref`, a very large one not. */
  'node.started': { readonly kind: string; readonly input?: JsonValue; readonly input_ref?: PayloadRef };
  /** An attempt failed and another follows after `delay_ms`. */
  'node.retrying': {
    readonly failure: Failure;
    readonly delay_ms: number;
    readonly next_attempt: number;
    readonly usage?: Usage;
  };
  /** It waits for what `signal` says. No slot is held, and nothing is repeated for it. */
  'node.waiting': { readonly signal: OpenSignal };
  /** The condition of one of the blueprint's monitors (counted from 0) holds. A pause waits for what `signal` says. */
  'monitor.fired': {
    readonly monitor: number;
    readonly action: 'alert' | 'pause' | 'cancel';
    readonly message: string;
    readonly signal?: OpenSignal;
  };
  /** What was waited for has come; how the node run goes on follows. An answer is used up by this. `by` is the key that gave it. */
  'signal.answered': { readonly signal_id: string; readonly answer_id: string; readonly by?: string };
  /** Its attempt has ended before it made anything, since it could not be paid for. It counts for nothing: the next one follows once the
   *  execution goes on. */
  'node.postponed': { readonly reason: 'budget' };
  /** No retry mended the failure, so the node's own handle block runs now. */
  'node.handling': { readonly failure: Failure; readonly usage?: Usage };
  /** What it gives is there as `output`, or recorded as `output_ref` when it is large. */
  'node.completed': {
    readonly output?: JsonValue;
    readonly output_ref?: PayloadRef;
    readonly duration_ms: number;
    readonly usage?: Usage;
    /** Present when the output stands in for a failure. */
    readonly recovered?: { readonly by: 'fallback' | 'handle'; readonly failure: Failure };
    /** How a structured model answer was won. */
    readonly quality?: 'clean' | 'repaired' | 'degraded';
    /** Present when no attempt was made: the output is that of an earlier one, and has cost nothing. */
    readonly cached?: CacheOrigin;
  };
  /** It does not run: what it gave in the execution that this is a rerun of is used again. */
  'node.reused': { readonly output?: JsonValue; readonly output_ref?: PayloadRef; readonly execution_id: string };
  /** `continued`: `on_error: continue`, so dependants read null and the execution may still complete. */
  'node.failed': {
    readonly failure: Failure;
    readonly duration_ms: number;
    readonly continued?: boolean;
    readonly usage?: Usage;
  };
  'node.skipped': { readonly reason: SkipReason; readonly because?: string };
  'node.cancelled': { readonly reason: string };
  /** An attempt that nobody waited for any more (timed out, cancelled) ended after all. It changes nothing but the costs. */
  'attempt.late': { readonly ok: boolean; readonly usage: Usage };
  /** An agent has read what it remembers, as a list of `{input, answer}`, oldest first. */
  'memory.recalled': { readonly output?: JsonValue; readonly output_ref?: PayloadRef };
  /** One turn of an agent: what its model said, and the calls that it asked for. Its cost counts from here on; a large answer is
   *  recorded as `output_ref`. */
  'model.answered': {
    /** Counts from 0, over all attempts. */
    readonly turn: number;
    readonly model: string;
    readonly output?: AgentAnswer;
    readonly output_ref?: PayloadRef;
    readonly finish_reason: 'stop' | 'length' | 'content-filter' | 'refusal';
    readonly usage: Usage;
  };
  /** An agent is about to call a tool, or a blueprint as a child execution. `call` counts the calls of the turn from 0. */
  'tool.called': {
    readonly turn: number;
    readonly call: number;
    readonly tool: string;
    readonly input?: JsonValue;
    readonly input_ref?: PayloadRef;
    readonly child_execution_id?: string;
  };
  /** What an agent's model is told of a call, as the text that it reads. Without a `tool.called` before it, the call was not made. */
  'tool.returned': {
    readonly turn: number;
    readonly call: number;
    readonly tool: string;
    readonly ok: boolean;
    readonly output?: string;
    readonly output_ref?: PayloadRef;
    readonly duration_ms: number;
    /** Of a child execution. */
    readonly usage?: Usage;
  };
  /** An invalid structured answer was sent back to the model with its problems. */
  'model.repaired': { readonly model: string; readonly problems: readonly string[] };
  /** The next model of `fallback_models` takes over. */
  'model.fell_back': { readonly from: string; readonly to: string; readonly failure: Failure };
  log: { readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly message: string; readonly fields?: JsonObject };
}

/** What the budget ledger lacked. */
export type BudgetShortage = Omit<EventData['budget.exhausted'], 'signal'>;

/** Why a node run did not run. */
export type SkipReason = 'when-false' | 'predecessors-skipped' | 'predecessor-failed' | 'branch-not-taken';

/** The name of an event type. */
export type EventType = keyof EventData;

interface EventOf<T extends EventType> {
  readonly sequence: number;
  readonly type: T;
  /** RFC 3339, UTC, milliseconds. Never goes back within an execution. */
  readonly at: string;
  readonly execution_id: string;
  /** The node run, e.g. `listings[3].copy`; absent on `execution.*`. */
  readonly path?: string;
  readonly node_id?: string;
  /** Counts from 1. */
  readonly attempt?: number;
  readonly data: EventData[T];
}

/** One recorded event. Discriminated by `type`. */
export type ExecutionEvent = { [T in EventType]: EventOf<T> }[EventType];

/** An event before the journal has given it sequence, time and execution. */
export type EventDraft = {
  [T in EventType]: Pick<EventOf<T>, 'type' | 'data' | 'path' | 'node_id' | 'attempt'>;
}[EventType];
