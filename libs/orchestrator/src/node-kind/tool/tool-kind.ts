/** `tool`: calls one tool with its rendered arguments. */
import type { ToolNode } from '@ice/core';
import { evaluateField } from '../../schedule/evaluate-field.js';
import type { LeafKind } from '../../run/leaf-kind.js';
import { toolContextOf } from './tool-context-of.js';

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
