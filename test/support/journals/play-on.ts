/** Plays an execution to its end on a clock that stands still: whenever nothing more happens by itself, the next thing that is to come
 *  from outside comes, or else time passes. Nothing here depends on how fast the machine is. */
import type { AnswerAddress, IdSource, JsonObject, RerunLink, SignalAnswer } from '@ice/core';
import type { ExecutionSupervisor, Handover } from '@ice/orchestrator';
import { ManualClock } from '@ice/storage';
import { Engine, type Played } from '../start-engine.js';
import { journalModel } from './journal-model.js';
import { JournalSandbox } from './journal-sandbox.js';
import { journalTools } from './journal-tools.js';

/** Something that comes from outside, once, as soon as the node run `path` (empty: the execution as a whole) has the status. */
export interface Move {
  readonly path: string;
  readonly status: string;
  readonly does:
    | { readonly answer: SignalAnswer; readonly to: AnswerAddress }
    | { readonly cancel: string }
    /** The process that runs it is gone, and another one goes on. */
    | { readonly handover: Handover };
}

/** What is started. */
export interface Opening {
  readonly blueprint: JsonObject;
  readonly inputs?: JsonObject;
  readonly rerun?: RerunLink;
}

const longestStepMs = 3_600_000;
const mostSteps = 400;

/** What such an engine may be told. */
export interface JournalEngineOptions {
  /** Default: ids that no stored journal has. */
  readonly ids?: IdSource;
  /** The time at which its clock stands at first, in ms since 1970. */
  readonly timeMs?: number;
}

/** An engine whose journals are the same each time when its ids are. */
export class JournalEngine extends Engine {
  private readonly hand: ManualClock;
  private current: ExecutionSupervisor;
  private workers = 1;

  constructor({ ids, timeMs }: JournalEngineOptions = {}) {
    const hand = new ManualClock(timeMs);
    super({
      clock: hand,
      ...(ids && { ids }),
      tools: journalTools,
      model: journalModel,
      sandbox: new JournalSandbox(),
    });
    this.hand = hand;
    this.current = this.supervisor;
  }

  /** Starts and plays to the end. */
  async playAll(opening: Opening, moves: readonly Move[]): Promise<Played> {
    const { blueprint, inputs = {}, rerun } = opening;
    const compiled = this.compile(blueprint);
    const executionId = this.newId();
    const request = { executionId, compiled, blueprintId: null, inputs, ...(rerun && { rerun }) };
    const { execution_id } = await this.current.start(request);
    return this.playOn(execution_id, moves);
  }

  /** Goes on with what stands in the store, as after a restart. */
  async resume(id: string, handover: Handover = 'drained'): Promise<void> {
    const head = await this.executions.head(id);
    if (head) await this.current.resume(head, handover);
  }

  /** Plays to the end. */
  async playOn(id: string, moves: readonly Move[]): Promise<Played> {
    const open = [...moves];
    let stepMs = 1;
    for (let step = 0; step < mostSteps; step += 1) {
      await this.hand.advanceSettled(0);
      const played = await this.look(id);
      if (played.snapshot.ended_at !== null) return played;
      const next = open.findIndex((move) => isDue(move, played));
      stepMs = next === -1 ? Math.min(2 * stepMs, longestStepMs) : 1;
      if (next === -1) await this.hand.advanceSettled(stepMs);
      else await this.make(id, open.splice(next, 1)[0] as Move);
    }
    throw new Error(`It did not end: ${JSON.stringify((await this.look(id)).snapshot)}`);
  }

  /** Lets go of what may still go on: children, timers. */
  async close(): Promise<void> {
    await this.current.drain(0);
    await this.supervisor.drain(0);
  }

  private async make(id: string, { does }: Move): Promise<void> {
    if ('cancel' in does) await this.current.cancel(id, does.cancel);
    else if ('handover' in does) await this.handOver(id, does.handover);
    else {
      const stored = await this.answers.add(id, does.to, does.answer);
      if (stored) await this.current.deliver(stored);
    }
  }

  private async handOver(id: string, handover: Handover): Promise<void> {
    await this.current.letGo();
    this.workers += 1;
    this.current = this.supervise(undefined, `wk_${this.workers}`);
    await this.resume(id, handover);
  }
}

function isDue({ path, status }: Move, { snapshot }: Played): boolean {
  const whose = path === '' ? snapshot : snapshot.nodes.find((node) => node.path === path);
  return whose?.status === status;
}
