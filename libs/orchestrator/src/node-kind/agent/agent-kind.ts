/** `agent`: a model that decides, acts through the tools it is allowed, and observes, turn by turn. Every turn and every call is recorded
 *  before anything follows from it, so that whoever goes on after a crash or a failure that may pass goes on in the middle. */
import {
  mostRefusedCalls,
  type AgentNode,
  type Failure,
  type JsonObject,
  type ModelMessage,
  type ModelRequest,
  type ModelToolCall,
} from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import type { LeafKind } from '../../run/attempt/leaf-kind.js';
import { evaluateFields } from '../../schedule/evaluate-field.js';
import { callModel } from '../llm/call-model.js';
import { textOf } from '../llm/messages-of.js';
import { refuseCall } from '../llm/refuse-call.js';
import { actOn } from './act-on.js';
import { recall, remember } from './agent-memory.js';
import { Conversation } from './conversation.js';
import { nextMove, remarkOn } from './next-move.js';

/** The agent kind. */
export const agentKind: LeafKind = {
  resolve: (run) => evaluateFields(run, fields),

  async execute(context) {
    const recalled = await recall(context);
    const opening = [...openingOf(context), ...recalled, questionOf(context)];
    const conversation = new Conversation(context.progress);
    for (;;) {
      const move = nextMove(conversation, context.node);
      if (move.kind === 'fail') return { ok: false, failure: move.failure };
      if (move.kind === 'complete') {
        await remember(context, move.output);
        return { ok: true, output: move.output, quality: move.repairs > 0 ? 'repaired' : 'clean' };
      }
      if (move.kind === 'repair') noteRepair(context, move.problems);
      const failed =
        move.kind === 'act' ? await actOn(context, conversation) : await ask(context, opening, conversation);
      if (failed) return { ok: false, failure: failed };
    }
  },
};

/** `memory` is its key. */
const fields = ['instructions', 'input', 'memory'] as const;

function openingOf({ input }: AttemptContext): readonly ModelMessage[] {
  return [{ role: 'system', content: textOf((input as JsonObject)['instructions'] ?? '') }];
}

function questionOf({ input }: AttemptContext): ModelMessage {
  return { role: 'user', content: textOf((input as JsonObject)['input'] ?? '') };
}

function noteRepair(context: AttemptContext, problems: readonly string[]): void {
  const model = modelOf(context);
  context.note({ type: 'model.repaired', data: { model, problems } });
}

/** One turn: what the model says to all that was said so far. A failure ends the attempt. Each turn is paid for by itself: what came before
 *  it is recorded, so nothing is lost when there is no money for it. */
async function ask(
  context: AttemptContext,
  opening: readonly ModelMessage[],
  conversation: Conversation,
): Promise<Failure | null> {
  const messages = [...opening, ...conversation.messages(remarkOn(context.node))];
  const model = modelOf(context);
  const refusal = refuseCall(context, model, messages);
  if (refusal) return refusal;
  const request = requestOf(context, model, messages);
  const hold = await context.reserve(context.means.models.maxChargeNanoUsd(request));
  const turn = conversation.turns.length;
  const answer = await callModel(context, request, context.idempotencyKeyOf(`${turn}`));
  const { text, toolCalls = [], usage, finishReason: finish_reason } = answer;
  const output = {
    text,
    tool_calls: heard(context, toolCalls).map(({ id, name, arguments: given }) => ({ id, name, arguments: given })),
  };
  const answered = { type: 'model.answered' as const, data: { turn, model, output, finish_reason, usage } };
  await context.record(answered);
  hold.giveBack();
  conversation.add(answered);
  return null;
}

/** Of more calls than a model may make it is told some, so that it learns; not all, since it would have to read all of it again. */
function heard({ node }: AttemptContext, calls: readonly ModelToolCall[]): readonly ModelToolCall[] {
  return calls.slice(0, (node.agent?.maxToolCalls ?? 0) + mostRefusedCalls);
}

function modelOf({ means, node }: AttemptContext): string {
  return means.fullModelName((node.node as AgentNode).model);
}

function requestOf({ node }: AttemptContext, model: string, messages: readonly ModelMessage[]): ModelRequest {
  const tools = (node.agent?.tools ?? []).map(({ name, description, inputSchema }) => ({
    name,
    description,
    inputSchema,
  }));
  return {
    model,
    messages,
    maxOutputTokens: (node.node as AgentNode).max_output_tokens,
    ...(tools.length > 0 && { tools }),
    ...(node.outputSchema !== null && { outputSchema: node.outputSchema }),
  };
}
