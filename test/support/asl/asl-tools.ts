/** The tools of a converted definition: tasks that answer as it was recorded, and errors with names of their own. */
import { FailureError, type JsonValue, type ToolDefinition } from '@ice/core';
import { defineTool } from '@ice/tools';
import { z } from 'zod';
import { causeOf, codeOf, nameOf, noCause } from './error-names.js';
import { NotClaimed } from './not-claimed.js';
import { causeInRecording, type GivenCase, type TaskEvent } from './recorded-case.js';

/** Answers that are given out one after the other, and what was found missing. */
export class TaskScript {
  /** Set when a task was begun of which the recording says nothing. */
  missing: NotClaimed | undefined;
  private next = 0;

  constructor(private readonly recorded: GivenCase) {}

  /** The answer to the next attempt; throws where it was an error, and never ends where the task did not. */
  async answer(signal: AbortSignal, state: string): Promise<JsonValue> {
    const event = this.take(state);
    if (event.type.endsWith('TimedOut') && event.error !== 'States.HeartbeatTimeout') return untilGivenUp(signal);
    if (event.type.endsWith('Succeeded')) return event.output ?? null;
    throw new FailureError(codeOf(event.error), event.cause ?? causeInRecording(this.recorded, event.error) ?? noCause);
  }

  private take(state: string): TaskEvent {
    const events = this.recorded.taskEvents;
    if (!events) this.missing = new NotClaimed(this.isRefused() ? 'service-check' : 'no-recorded-answer', state);
    const event = events?.[this.next];
    if (!event) throw new FailureError('script-exhausted', `${state} was attempted more often than recorded.`);
    this.next += 1;
    return event;
  }

  private isRefused(): boolean {
    return String(this.recorded.cause).includes('could not be used to start the Task');
  }
}

/** The tools of definitions.
 *  @param script what the tasks of the execution under way answer. */
export function aslTools(script: () => TaskScript): readonly ToolDefinition[] {
  return [
    defineTool({
      name: 'asl_value',
      description: 'Gives its value, of which nothing is known beforehand.',
      effect: 'pure',
      input: z.object({ value: z.json() }),
      output: z.unknown(),
      run: ({ value }) => value,
    }),
    defineTool({
      name: 'asl_task',
      description: 'Answers as it was recorded.',
      input: z.object({ state: z.string(), input: z.json() }),
      output: z.object({ answer: z.unknown() }),
      run: async ({ state }, { signal }) => ({ answer: await script().answer(signal, state) }),
    }),
    ...errorTools,
  ];
}

const errorTools = [
  defineTool({
    name: 'asl_error',
    description: 'The name and the cause behind a failure.',
    effect: 'pure',
    input: z.object({ code: z.string(), message: z.string() }),
    output: z.unknown(),
    run: (failure) => ({ Error: nameOf(failure.code), Cause: causeOf(failure) }),
  }),
  defineTool({
    name: 'asl_raise',
    description: 'Fails with a code that is computed.',
    effect: 'pure',
    input: z.object({ code: z.string(), message: z.string() }),
    output: z.unknown(),
    run: ({ code, message }) => {
      throw new FailureError(code, message);
    },
  }),
  defineTool({
    name: 'asl_fail',
    description: 'Fails with a name and a cause that are computed.',
    effect: 'pure',
    input: z.object({ error: z.string(), cause: z.string() }),
    output: z.unknown(),
    run: ({ error, cause }) => {
      throw new FailureError(codeOf(error), cause);
    },
  }),
];

function untilGivenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
