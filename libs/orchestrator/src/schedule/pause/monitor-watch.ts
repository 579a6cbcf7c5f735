/** What monitors do to an execution: tell, hold it until somebody answers, or end it. */
import type { ExecutionEvent, JsonObject, OpenSignal } from '@ice/core';
import type { Plan } from '../../plan/plan.js';
import type { EarlyVerdict } from '../ending-draft.js';
import type { FrameScope } from '../frame/frame-scope.js';
import type { TurnCollector } from '../turn.js';
import { answeredData, type AnswerBook } from '../wait/answer-book.js';
import { signalId } from '../wait/signal-id.js';
import { Monitors, pauseSignal, type Fired } from './monitors.js';

/** What watching works on. */
export interface MonitorWatchParts {
  readonly plan: Plan;
  readonly executionId: string;
  readonly turn: TurnCollector;
  readonly answers: AnswerBook;
  /** Ends the execution early. */
  stop(verdict: EarlyVerdict): void;
}

/** Watches one execution. */
export class MonitorWatch {
  private readonly monitors: Monitors;
  /** Open pauses; nothing starts while there is one. */
  private readonly pauses = new Map<string, OpenSignal>();

  constructor(private readonly parts: MonitorWatchParts) {
    this.monitors = new Monitors(parts.plan.compiled.monitors);
  }

  get isPaused(): boolean {
    return this.pauses.size > 0;
  }

  /** True while a monitor may still fire. */
  get isOn(): boolean {
    return !this.monitors.isDone;
  }

  /** Looks at all monitors; true when one has fired. */
  look(scope: FrameScope, facts: JsonObject): boolean {
    const fired = this.monitors.look(scope, facts);
    for (const one of fired) this.carryOut(one);
    return fired.length > 0;
  }

  /** Ends pauses whose answer has come. */
  match(): void {
    for (const signal of [...this.pauses.values()]) {
      const offered = this.parts.answers.find(signal);
      if (!offered) continue;
      this.parts.answers.use(offered.id);
      const { signal_id } = signal;
      this.parts.turn.record({ type: 'signal.answered', data: answeredData(signal, offered) });
      this.pauses.delete(signal_id);
      const { answer } = offered;
      if ('failure' in answer) this.parts.stop({ status: 'failed', failure: { ...answer.failure, retryable: false } });
      else if (answer.value === 'cancel') this.parts.stop({ status: 'cancelled', reason: 'paused' });
    }
  }

  /** Holds nothing any more: the execution is ending, and nobody is asked whether it may. */
  letGo(): void {
    this.pauses.clear();
  }

  /** Applies what a journal says of monitors and answers; false for an event that speaks of something else. */
  replay(event: ExecutionEvent): boolean {
    if (event.type === 'signal.answered') {
      this.parts.answers.use(event.data.answer_id);
      this.pauses.delete(event.data.signal_id);
    } else if (event.type === 'monitor.fired') {
      const { monitor, signal } = event.data;
      this.monitors.silence(monitor);
      if (signal) this.pauses.set(signal.signal_id, signal);
    } else return false;
    return true;
  }

  /** A monitor that cannot be judged is told of, and stops nothing. */
  private carryOut(fired: Fired): void {
    const { index, action } = fired.monitor;
    if (!fired.ok) {
      const message = `Monitor ${index} cannot be judged: ${fired.failure.message}`;
      return this.parts.turn.record({ type: 'log', data: { level: 'warn', message } });
    }
    const { message } = fired;
    const signal = action === 'pause' ? this.pause(index, message) : undefined;
    this.parts.turn.record({
      type: 'monitor.fired',
      data: { monitor: index, action, message, ...(signal && { signal }) },
    });
    if (signal) this.match();
    if (action === 'cancel') this.parts.stop({ status: 'cancelled', reason: message });
  }

  private pause(index: number, message: string): OpenSignal {
    const id = signalId(this.parts.executionId, { path: `monitors[${index}]`, attempts: 1 });
    const signal = pauseSignal(id, index, message);
    this.pauses.set(id, signal);
    return signal;
  }
}
