/** Counts what happens in executions, from the events as they were recorded. It is told in the same call in which they are broadcast, so
 *  it does little for each, and never waits. */
import {
  executionErrorCodes,
  nanoToUsd,
  parseUsd,
  requestErrorCodes,
  type Clock,
  type EventData,
  type ExecutionEvent,
  type FeedListener,
  type Usage,
} from '@ice/core';
import type { Metrics } from './metrics.js';
import { SeenRuns, type SeenRun } from './seen-runs.js';

type Ending = 'completed' | 'failed' | 'cancelled';
type EventOf<Type extends ExecutionEvent['type']> = Extract<ExecutionEvent, { readonly type: Type }>;

const knownCodes: ReadonlySet<string> = new Set([...executionErrorCodes, ...requestErrorCodes]);

/** The kind of a node run that this process has not seen begin. */
const unseen = 'none';

/** Listens to all executions of the process. */
export class ExecutionMeter implements FeedListener {
  private readonly runs = new SeenRuns();

  /** @param models full names of the models that may be used; any other one is counted as `other`. */
  constructor(
    private readonly metrics: Metrics,
    private readonly models: ReadonlySet<string>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  events(_executionId: string, events: readonly ExecutionEvent[]): void {
    this.metrics.eventsRecorded.inc(events.length);
    this.lagged(events.at(-1));
    for (const event of events) this.count(event);
  }

  private count(event: ExecutionEvent): void {
    switch (event.type) {
      case 'execution.queued':
        return this.metrics.executionsStarted.inc({ origin: originOf(event.data) });
      case 'execution.completed':
        return this.executionEnded(event, 'completed');
      case 'execution.failed':
        this.failed('execution', event.data.failure.code);
        return this.executionEnded(event, 'failed');
      case 'execution.cancelled':
        return this.executionEnded(event, 'cancelled');
      case 'model.answered':
        return this.used(event.data.usage, unseen);
      default:
        if (event.path !== undefined) this.countNode(event, event.path);
    }
  }

  /** Clocks of machines differ: an event of the future is none of the past. */
  private lagged(last: ExecutionEvent | undefined): void {
    if (last) this.metrics.journalLag.observe(Math.max(0, this.clock.now() - Date.parse(last.at)) / 1_000);
  }

  private countNode(event: ExecutionEvent, path: string): void {
    const { execution_id: id } = event;
    switch (event.type) {
      case 'node.started':
        return this.runs.begin(id, path, event.data.kind);
      case 'node.completed':
        return this.completed(event, this.runs.end(id, path));
      case 'node.failed':
        return this.nodeFailed(event, this.runs.end(id, path));
      case 'node.cancelled':
        return this.nodeEnded('cancelled', this.runs.end(id, path), 'cancelled');
      case 'node.skipped':
        return this.nodeEnded('skipped', undefined);
      case 'node.reused':
        return this.nodeEnded('reused', undefined);
      default:
        return this.countAttempt(event, this.runs.find(id, path));
    }
  }

  private countAttempt(event: ExecutionEvent, run: SeenRun | undefined): void {
    const kind = run?.kind ?? unseen;
    switch (event.type) {
      case 'node.retrying':
        return this.attemptFailed(event.data, kind, 'retried');
      case 'node.handling':
        if (run) run.isHandled = true;
        return this.attemptFailed(event.data, kind, 'failed');
      case 'node.postponed':
        return this.metrics.attempts.add(kind, 'postponed');
      case 'attempt.late':
        this.metrics.attempts.add(kind, 'late');
        return this.used(event.data.usage, kind);
      default:
      // Everything else ends no attempt.
    }
  }

  private completed({ data }: EventOf<'node.completed'>, run: SeenRun | undefined): void {
    const attempt = data.recovered ? 'failed' : 'completed';
    this.nodeEnded('completed', run, data.cached ? undefined : attempt);
    if (data.recovered) this.failed('attempt', data.recovered.failure.code);
    this.lasted(data, run);
  }

  private nodeFailed({ data }: EventOf<'node.failed'>, run: SeenRun | undefined): void {
    this.nodeEnded('failed', run, 'failed');
    this.failed('node', data.failure.code);
    this.lasted(data, run);
  }

  private attemptFailed(data: EventData['node.retrying' | 'node.handling'], kind: string, outcome: string): void {
    this.metrics.attempts.add(kind, outcome);
    this.failed('attempt', data.failure.code);
    this.used(data.usage, kind);
  }

  /** An attempt that was handled was counted when its handle block began. */
  private nodeEnded(status: string, run: SeenRun | undefined, outcome?: string): void {
    const kind = run?.kind ?? unseen;
    this.metrics.nodeRunsEnded.add(kind, status);
    if (run && !run.isHandled && outcome !== undefined) this.metrics.attempts.add(kind, outcome);
  }

  private lasted(data: EventData['node.completed' | 'node.failed'], run: SeenRun | undefined): void {
    const kind = run?.kind ?? unseen;
    this.metrics.nodeRunDuration.add(kind, data.duration_ms / 1_000);
    this.used(data.usage, kind);
  }

  private executionEnded({ execution_id, data }: EventOf<`execution.${Ending}`>, status: Ending): void {
    this.runs.forget(execution_id);
    this.metrics.executionsEnded.inc({ status });
    this.metrics.executionDuration.observe({ status }, data.duration_ms / 1_000);
  }

  private failed(level: 'execution' | 'node' | 'attempt', code: string): void {
    this.metrics.failures.inc({ level, code: knownCodes.has(code) ? code : 'other' });
  }

  /** What a child execution has used is counted as its own. */
  private used(usage: Usage | undefined, kind: string): void {
    if (usage === undefined || kind === 'workflow') return;
    const name = usage.model ?? '';
    const isKnown = this.models.has(name);
    const labels = { model: isKnown ? name : 'other', provider: isKnown ? (name.split('/', 1)[0] ?? '') : 'other' };
    const { modelTokens, modelCost } = this.metrics;
    modelTokens.inc({ ...labels, direction: 'input' }, usage.input_tokens);
    modelTokens.inc({ ...labels, direction: 'output' }, usage.output_tokens);
    modelTokens.inc({ ...labels, direction: 'cached' }, usage.cache_read_tokens ?? 0);
    modelCost.inc(labels, nanoToUsd(parseUsd(usage.cost_usd)));
  }
}

function originOf({ rerun, parent }: EventData['execution.queued']): 'start' | 'rerun' | 'child' {
  if (parent) return 'child';
  return rerun ? 'rerun' : 'start';
}
