/** Runs a definition on the real engine, whose clock jumps to whatever is awaited next; and compares a recorded one. */
import type { JsonObject } from '@ice/core';
import { ManualClock } from '@ice/storage';
import { Engine, type Played } from '../start-engine.js';
import { aslTools, TaskScript } from './asl-tools.js';
import { blueprintOf } from './blueprint-of.js';
import { differences, endOf, statesEntered, type End } from './compare-end.js';
import { allStates } from './definition.js';
import { NotClaimed, type Feature } from './not-claimed.js';
import type { GivenCase, RecordedCase } from './recorded-case.js';

const mostSteps = 5_000;

/** What became of a recorded case. */
export type Outcome =
  | { readonly kind: 'not claimed'; readonly feature: Feature }
  | { readonly kind: 'equal' }
  | { readonly kind: 'miss'; readonly differences: readonly string[] };

/** How an execution of a definition went. */
export interface PlayedMachine {
  readonly end: End;
  /** Names of states in the order in which they began. */
  readonly entered: readonly string[];
  /** From the start to the end by the clock that jumps, in ms. */
  readonly durationMs: number;
}

/** An engine for definitions, one execution after the other. */
export class AslEngine {
  readonly clock = new ManualClock();
  readonly engine: Engine;
  private script: TaskScript | undefined;

  constructor() {
    this.engine = new Engine({ clock: this.clock, tools: aslTools(() => this.script as TaskScript) });
  }

  /** Runs a document to its end, with the clock going on whenever nothing else does. */
  async play(document: JsonObject, inputs: JsonObject, script: TaskScript): Promise<Played> {
    this.script = script;
    const execution = await this.engine.open(document, inputs);
    let isOver = false;
    const end = execution.run().finally(() => (isOver = true));
    for (let step = 0; step < mostSteps && !isOver; step += 1) await this.clock.advanceSettled(stepMs(step));
    if (!isOver) throw new Error('The execution does not end.');
    return this.engine.look((await end).execution_id);
  }
}

/** Converts, compiles and runs a recorded case, and compares its end with the recorded one. */
export async function playCase(recorded: RecordedCase, engine: AslEngine): Promise<Outcome> {
  try {
    if (hasScrubbedTime(recorded)) throw new NotClaimed('scrubbed-time', 'a placeholder');
    const { end, entered } = await playMachine(recorded, engine);
    const found = [...differences(recorded, end), ...enteredOtherwise(recorded.statesEntered, entered)];
    return found.length === 0 ? { kind: 'equal' } : { kind: 'miss', differences: found };
  } catch (thrown) {
    if (thrown instanceof NotClaimed) return { kind: 'not claimed', feature: thrown.feature };
    return { kind: 'miss', differences: [String(thrown)] };
  }
}

/** Converts, compiles and runs a definition; throws `NotClaimed` where it needs what is not claimed. */
export async function playMachine(given: GivenCase, engine = new AslEngine()): Promise<PlayedMachine> {
  const { document, stateOf } = blueprintOf(given.definition);
  const script = new TaskScript(given);
  const startMs = engine.clock.now();
  const played = await engine.play(document, { input: given.input }, script);
  if (script.missing) throw script.missing;
  const endedAt = played.events.at(-1)?.at ?? '';
  return {
    end: endOf(played),
    entered: statesEntered(given.definition, stateOf, played.events),
    durationMs: Date.parse(endedAt) - startMs,
  };
}

/** Seconds first, so that no deadline passes while something goes on; who still waits then waits for long. */
function stepMs(step: number): number {
  return step < mostSteps / 2 ? 1_000 : 600_000;
}

/** Branches run side by side in any order, so only how often each state began is compared. */
function enteredOtherwise(recorded: readonly string[], ours: readonly string[]): readonly string[] {
  const [theirs, mine] = [recorded.toSorted().join(' '), ours.toSorted().join(' ')];
  return theirs === mine ? [] : [`states entered: ${theirs}, ours ${mine}`];
}

/** Recordings are made comparable: what is different each time is a placeholder, also where a time is needed to go on. */
function hasScrubbedTime({ definition, input }: RecordedCase): boolean {
  const waits = allStates(definition).some((state) => state.Timestamp ?? state.TimestampPath);
  return waits && /"(date|<[^"]*>)"/.test(JSON.stringify([definition.States, input]));
}
