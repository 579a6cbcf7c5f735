/** `tool`: calls one tool with its rendered arguments. */
import { sealJson, type EventData, type JsonObject, type ToolContext, type ToolNode } from '@ice/core';
import { evaluateField } from '../../schedule/evaluate-field.js';
import type { AttemptContext } from '../../run/attempt-context.js';
import type { LeafKind } from '../../run/leaf-kind.js';

const longestMessage = 2_000;
const mostFieldBytes = 8 * 1_024;

/** The tool kind. */
export const toolKind: LeafKind = {
  resolve(run) {
    const args = evaluateField(run, 'tool_args');
    return args.ok && args.value === null ? { ok: true, value: {} } : args;
  },

  async execute(context) {
    const { tool_name } = context.node.node as ToolNode;
    const output = await context.means.tool(tool_name).run(context.input, toolContextOf(context));
    return { ok: true, output };
  },
};

function toolContextOf(context: AttemptContext): ToolContext {
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
