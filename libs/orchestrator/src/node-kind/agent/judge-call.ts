/** Judges a call that a model asked for, before anything is done: only allowed tools, only arguments that fit, only so many in a turn.
 *  What is wrong is told to the model in words. Pure. */
import {
  compileSchema,
  defaultMaxDepth,
  isJsonObject,
  type AgentCall,
  type AgentTool,
  type JsonObject,
} from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';

/** A call that may be made. */
export interface AllowedCall {
  readonly ok: true;
  /** Counts the calls of the turn from 0. */
  readonly index: number;
  readonly name: string;
  readonly tool: AgentTool;
  readonly input: JsonObject;
}

/** A call that may be made, or what the model is told instead. */
export type JudgedCall =
  AllowedCall | { readonly ok: false; readonly index: number; readonly name: string; readonly refusal: string };

/** A model may write more than anyone wants to read again. */
const longestName = 128;
const mostProblems = 5;

/** The judgement. `index` counts the calls of the turn from 0. */
export function judgeCall({ node, depth }: AttemptContext, call: AgentCall, index: number): JudgedCall {
  const { tools, maxToolCalls } = node.agent ?? { tools: [], maxToolCalls: 0 };
  const name = call.name.slice(0, longestName);
  const refuse = (refusal: string): JudgedCall => ({ ok: false, index, name, refusal });
  // First, and in few words: there may be any number of them.
  if (index >= maxToolCalls)
    return refuse(`Not called: a turn has at most ${maxToolCalls} calls. Call it in the next.`);
  const tool = tools.find((each) => each.name === call.name);
  if (!tool) return refuse(`There is no tool "${name}". ${toolsInWords(tools)}`);
  if (tool.revision !== null && depth >= defaultMaxDepth)
    return refuse(`Not called: child executions nest at most ${defaultMaxDepth} deep.`);
  const input = parse(call.arguments);
  if (input === null) return refuse('Not called: the arguments are no JSON object.');
  const problems = compileSchema(tool.inputSchema)(input);
  if (problems.length === 0) return { ok: true, index, name, tool, input };
  const told = problems.slice(0, mostProblems).map(({ pointer, message }) => `${pointer || 'they'}: ${message}`);
  return refuse(`Not called: the arguments do not fit.\n${told.join('\n')}`);
}

function toolsInWords(tools: readonly AgentTool[]): string {
  return tools.length === 0 ? 'There are none.' : `There are ${tools.map(({ name }) => name).join(', ')}.`;
}

/** Models write nothing where a tool takes nothing. */
function parse(text: string): JsonObject | null {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
