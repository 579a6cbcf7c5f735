/** Every metric of the application by name, in a registry of its own, so that several applications in one process never share one. Labels
 *  have few values, whatever is run or asked for: no id, no name that somebody chose, and no path as it was asked for. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { TalliedCounter, type TallyWords } from './tallied-counter.js';
import { TalliedHistogram } from './tallied-histogram.js';

const executionSeconds = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1_800, 3_600];
const nodeSeconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300];
const lagSeconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30];
const requestSeconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

/** See the head of this file. Counters begin at 0 with the process, and count what this process does. */
export class Metrics {
  /** Gives them all as text. */
  readonly registry = new Registry();

  readonly executionsStarted = this.counter(
    'ice_executions_started_total',
    'Executions accepted, by what they came from: start, rerun or child.',
    ['origin'],
  );
  readonly executionsEnded = this.counter('ice_executions_ended_total', 'Executions that ended, by status.', [
    'status',
  ]);
  readonly executionDuration = this.histogram(
    'ice_execution_duration_seconds',
    'From the acceptance of an execution to its end, by status.',
    { labels: ['status'], buckets: executionSeconds },
  );
  readonly nodeRunsEnded = this.tally(
    'ice_node_runs_ended_total',
    'Node runs that ended, by kind and status. The kind is none where this process did not see it begin.',
    ['kind', 'status'],
  );
  readonly nodeRunDuration = new TalliedHistogram(
    {
      name: 'ice_node_run_duration_seconds',
      help: 'From the begin of the first attempt to the end of a node run that completed or failed, by kind.',
      label: 'kind',
      buckets: nodeSeconds,
    },
    this.registry,
  );
  readonly attempts = this.tally(
    'ice_attempts_total',
    'Attempts that ended, by kind and outcome: completed, retried, failed, cancelled, postponed or late.',
    ['kind', 'outcome'],
  );
  readonly failures = this.counter(
    'ice_failures_total',
    'Failures of executions, node runs and attempts, by level and code; codes of tools and blueprints are other.',
    ['level', 'code'],
  );
  readonly modelTokens = this.counter(
    'ice_model_tokens_total',
    'Tokens of model calls by model, provider and direction: input, output, and cached, which is a part of input.',
    ['model', 'provider', 'direction'],
  );
  readonly modelCost = this.counter('ice_model_cost_usd_total', 'What model calls have cost, by model and provider.', [
    'model',
    'provider',
  ]);
  readonly eventsRecorded = this.counter('ice_events_recorded_total', 'Events recorded in journals.', []);
  readonly journalLag = this.histogram(
    'ice_journal_lag_seconds',
    'From the time that events carry to when the store has them, one observation for all that are recorded at once.',
    { labels: [], buckets: lagSeconds },
  );
  readonly requestDuration = this.histogram(
    'ice_http_request_duration_seconds',
    'Answered requests and how long they took, by the pattern of their route, method and class of status.',
    { labels: ['route', 'method', 'status_class'], buckets: requestSeconds },
  );
  readonly auditFailures = this.counter(
    'ice_audit_failures_total',
    'Changes that succeeded and whose audit record could not be written, by action.',
    ['action'],
  );
  readonly runningHere = this.gauge('ice_executions_running', 'Executions in the memory of this process.', []);
  readonly executionsOpen = this.gauge(
    'ice_executions_open',
    'Executions of the store that have not ended, by status, whichever process runs them; at most 100,000 are counted.',
    ['status'],
  );
  readonly queueWaiting = this.gauge(
    'ice_queue_waiting',
    'Executions that wait in line for a worker, of all processes; 0 without a line, absent while it cannot be reached.',
    [],
  );
  readonly workerInfo = this.gauge(
    'ice_worker_info',
    'The worker of this process by the id that events name it by; always 1. Absent where nothing runs.',
    ['worker'],
  );
  readonly leaseAge = this.gauge(
    'ice_worker_lease_age_seconds',
    'Since the last sign of life of the worker of this process; ICE_LEASE_MS is the most that it may be. Absent where nothing runs.',
    [],
  );
  readonly takeOvers = this.counter(
    'ice_take_overs_total',
    'Executions that this process has taken over from workers that had ended, by how they had: drained, or lost.',
    ['from'],
  );
  readonly slots = this.gauge(
    'ice_attempt_slots',
    'Slots for attempts, by state: total, taken, and waiting for attempts that wait for one. Absent where nothing runs.',
    ['state'],
  );
  readonly openStreams = this.gauge('ice_open_streams', 'Open sockets and event streams.', []);

  private counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private tally(name: string, help: string, labels: TallyWords['labels']): TalliedCounter {
    return new TalliedCounter({ name, help, labels }, this.registry);
  }

  private gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<Label extends string>(
    name: string,
    help: string,
    { labels, buckets }: { readonly labels: readonly Label[]; readonly buckets: number[] },
  ): Histogram<Label> {
    return new Histogram({ name, help, labelNames: labels, buckets, registers: [this.registry] });
  }
}
