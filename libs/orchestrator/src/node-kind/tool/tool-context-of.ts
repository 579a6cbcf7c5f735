/** What a tool may use and say, made of what its attempt may. */
import { sealJson, type EventData, type JsonObject, type ToolContext } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';

const longestMessage = 2_000;
const mostFieldBytes = 8 * 1_024;

/** The context of a call in this attempt. */
export function toolContextOf(context: AttemptContext): ToolContext {
  return {
    get signal() {
      return context.signal;
    },
    get idempotencyKey() {
      return context.idempotencyKey;
    },
    executionId: context.means.executionId,
    path: context.path,
    attempt: context.attempt,
    log: (level, message, fields) => context.note({ type: 'log', data: logLine(level, message, fields) }),
    now: () => context.means.clock.now(),
    sleep: (ms) => context.sleep(ms),
  };
}

/** A line that the journal can hold: a long message is cut, fields that are no JSON or too large are left out. */
function logLine(level: EventData['log']['level'], message: string, fields: JsonObject | undefined): EventData['log'] {
  const sealed = fields && sealJson(fields, mostFieldBytes);
  return {
    level,
    message: message.slice(0, longestMessage),
    ...(sealed?.ok && { fields: sealed.value as JsonObject }),
  };
}
