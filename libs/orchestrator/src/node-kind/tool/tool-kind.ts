/** `tool`: calls one tool with its rendered arguments. */
import { FailureError, isSecretSink, type JsonValue, type ToolNode } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import type { LeafKind } from '../../run/attempt/leaf-kind.js';
import { evaluateWithSecrets } from '../../schedule/evaluate-field.js';
import { toolContextOf } from './tool-context-of.js';

/** The tool kind. */
export const toolKind: LeafKind = {
  resolve(run) {
    const args = evaluateWithSecrets(run, 'tool_args');
    return args.ok && args.value === null ? { ok: true, value: {} } : args;
  },

  async execute(context) {
    const { tool_name } = context.node.node as ToolNode;
    const output = await context.means.tool(tool_name).run(await inputOf(context, tool_name), toolContextOf(context));
    return { ok: true, output };
  },
};

/** The arguments with their secrets, which nobody but the tool sees. The compiler has judged the places; a tool that came since with a
 *  restart may mean others. */
async function inputOf({ input, sealed, means }: AttemptContext, tool: string): Promise<JsonValue> {
  if (sealed.length === 0) return input;
  const sinks = means.describeTool(tool)?.secrets ?? [];
  const stranger = sealed.find(({ pointer }) => !isSecretSink(sinks, pointer));
  if (!stranger) return means.secrets.open({ value: input, sealed });
  throw new FailureError('secret-not-allowed', `${tool} takes no secret at ${stranger.pointer} any more.`);
}
