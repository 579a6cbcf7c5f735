/** Makes the calls of an agent's last turn, all at once. What is refused is told to the model; what is made is recorded before and after,
 *  so that a call whose result is recorded is never made again. */
import type { Failure } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import { outcomeUnknown } from '../../schedule/failure/outcome-unknown.js';
import type { Progress } from '../../schedule/progress.js';
import { childId } from '../workflow/child-id.js';
import { callTool, cutForModel, type CallResult } from './call-tool.js';
import type { CallState, Conversation } from './conversation.js';
import { judgeCall, type AllowedCall, type JudgedCall } from './judge-call.js';

/** A call without a result, and its place in the conversation. */
interface OpenCall<Call extends JudgedCall = JudgedCall> {
  readonly turn: number;
  readonly call: Call;
  readonly state: CallState;
}

/** Makes the open calls of the last turn; a failure when one of them may have been made, and must not be made again. */
export async function actOn(context: AttemptContext, conversation: Conversation): Promise<Failure | null> {
  const open = openCalls(context, conversation);
  const allowed = open.filter(isAllowed);
  if (allowed.some(isDoubtful)) return outcomeUnknown();
  const refused = open.flatMap((one) =>
    one.call.ok ? [] : [returned(one, { ok: false, text: cutForModel(context, one.call.refusal) })],
  );
  const begun = allowed.filter(({ state }) => !state.isBegun).map((one) => called(context, one));
  await record(context, conversation, [...refused, ...begun]);
  await Promise.all(
    allowed.map(async (one) => {
      const startedAt = context.means.clock.now();
      const place = { part: `${one.turn}.${one.call.index}`, childId: one.state.childId };
      const result = await callTool(context, one.call, place);
      await record(context, conversation, [returned(one, result, context.means.clock.now() - startedAt)]);
    }),
  );
  return null;
}

function openCalls(context: AttemptContext, { turns, last }: Conversation): readonly OpenCall[] {
  const turn = turns.length - 1;
  return (last?.calls ?? []).flatMap((state, index) => {
    const asked = last?.answer.tool_calls[index];
    return asked && state.result === null ? [{ turn, state, call: judgeCall(context, asked, index) }] : [];
  });
}

function isAllowed(open: OpenCall): open is OpenCall<AllowedCall> {
  return open.call.ok;
}

function isDoubtful({ call, state }: OpenCall<AllowedCall>): boolean {
  return state.isBegun && call.tool.effect === 'at_most_once';
}

async function record(context: AttemptContext, conversation: Conversation, pieces: readonly Progress[]): Promise<void> {
  if (pieces.length > 0) await context.record(...pieces);
  for (const piece of pieces) conversation.add(piece);
}

function called({ means, path, attempt }: AttemptContext, { turn, call }: OpenCall<AllowedCall>): Progress {
  const { tool, input, index } = call;
  const child =
    tool.revision !== null && childId(means.executionId, `${path}#${turn}.${index}`, attempt, means.clock.now());
  const data = { turn, call: index, tool: tool.name, input, ...(child && { child_execution_id: child }) };
  return { type: 'tool.called', data };
}

function returned({ turn, call }: OpenCall, { ok, text, usage }: CallResult, elapsedMs = 0): Progress {
  const facts = { turn, call: call.index, tool: call.name, ok };
  const data = { ...facts, output: text, duration_ms: Math.max(0, elapsedMs), ...(usage && { usage }) };
  return { type: 'tool.returned', data };
}
