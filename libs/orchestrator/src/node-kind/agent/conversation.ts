/** What an agent and its model have said to each other, as a fold over recorded progress: live and after a crash it is the same. No
 *  clocks, no promises. */
import type { AgentAnswer, ModelMessage } from '@ice/core';
import type { Progress } from '../../schedule/progress.js';

/** A call that the model asked for. */
export interface CallState {
  /** It may have taken effect. */
  isBegun: boolean;
  /** The child execution that was to be started. */
  childId: string | null;
  /** What the model is told of it; null while that is open. */
  result: string | null;
}

/** One answer of the model, with what became of its calls. */
export interface AgentTurn {
  readonly answer: AgentAnswer;
  readonly finishReason: Extract<Progress, { type: 'model.answered' }>['data']['finish_reason'];
  readonly calls: readonly CallState[];
}

/** The conversation of one node run. */
export class Conversation {
  readonly turns: AgentTurn[] = [];

  constructor(progress: readonly Progress[] = []) {
    for (const piece of progress) this.add(piece);
  }

  /** Folds one recorded piece in. */
  add(piece: Progress): void {
    if (piece.type === 'model.answered') this.turns.push(turnOf(piece.data));
    if (piece.type !== 'tool.called' && piece.type !== 'tool.returned') return;
    const call = this.turns[piece.data.turn]?.calls[piece.data.call];
    if (!call) return;
    if (piece.type === 'tool.returned') call.result = piece.data.output ?? '';
    else Object.assign(call, { isBegun: true, childId: piece.data.child_execution_id ?? null });
  }

  /** The last turn; undefined before the first. */
  get last(): AgentTurn | undefined {
    return this.turns.at(-1);
  }

  /** What was said so far. `remark` is what the user says to an answer that asked for no call. */
  messages(remark: (turn: AgentTurn) => string): readonly ModelMessage[] {
    return this.turns.flatMap((turn) => [
      assistantMessage(turn),
      ...(turn.calls.length === 0 ? [{ role: 'user' as const, content: remark(turn) }] : toolMessages(turn)),
    ]);
  }
}

function turnOf({ output, finish_reason }: Extract<Progress, { type: 'model.answered' }>['data']): AgentTurn {
  const answer = output ?? { text: '', tool_calls: [] };
  const calls = answer.tool_calls.map((): CallState => ({ isBegun: false, childId: null, result: null }));
  return { answer, finishReason: finish_reason, calls };
}

function assistantMessage({ answer }: AgentTurn): ModelMessage {
  const { text, tool_calls } = answer;
  return { role: 'assistant', content: text, ...(tool_calls.length > 0 && { toolCalls: tool_calls }) };
}

function toolMessages({ answer, calls }: AgentTurn): readonly ModelMessage[] {
  return answer.tool_calls.map(({ id }, index) => {
    return { role: 'tool', content: calls[index]?.result ?? '', toolCallId: id };
  });
}
