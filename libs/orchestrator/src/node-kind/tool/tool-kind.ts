/** `tool`: calls one tool with its rendered arguments. */
import type { ToolContext, ToolNode } from '@ice/core';
import { evaluateField } from '../../schedule/evaluate-field.js';
import type { AttemptContext } from '../../run/attempt-context.js';
import type { LeafKind } from '../../run/leaf-kind.js';

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
    log: (level, message, fields) => context.note({ type: 'log', data: { level, message, ...(fields && { fields }) } }),
    now: () => context.means.clock.now(),
    sleep: (ms) => context.sleep(ms),
  };
}
