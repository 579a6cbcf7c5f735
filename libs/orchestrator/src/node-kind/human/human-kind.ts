/** `human`: asks a person, and gives the one answer. */
import type { Failure, HumanNode, JsonObject, JsonValue, OpenSignal } from '@ice/core';
import { evaluateField, type Evaluated } from '../../schedule/evaluate-field.js';
import type { NodeRun } from '../../schedule/node-run.js';
import { signalId } from '../../schedule/wait/signal-id.js';
import type { WaitKind } from '../../schedule/wait/wait-kind.js';
import { answerTimeout, expiryOf } from '../../schedule/wait/wait-times.js';

/** What a person is asked stands in the journal, in lists and on sockets as a whole. */
const longestText = 65_536;

/** The human kind. */
export const humanKind: WaitKind = {
  prepare(run, { executionId, now }) {
    const prompt = textOf(run, 'prompt');
    if (!prompt.ok) return prompt;
    const assignee = textOf(run, 'assignee');
    if (!assignee.ok) return assignee;
    const expiry = expiryOf(run, now);
    if (!expiry.ok) return expiry;
    const { choices } = run.plan.node.node as HumanNode;
    const { answerSchema } = run.plan.node;
    const signal: OpenSignal = {
      signal_id: signalId(executionId, run),
      kind: 'human',
      path: run.path,
      prompt: prompt.value as string,
      ...(assignee.value !== null && { assignee: assignee.value as string }),
      ...(choices && { choices }),
      ...(answerSchema !== null && { answer_schema: answerSchema }),
      expires_at: expiry.expires_at,
    };
    return { ok: true, signal };
  },

  expire: answerTimeout,
};

/** Text as it is, anything else as JSON; null where the node has no such field. */
function textOf(run: NodeRun, field: 'prompt' | 'assignee'): Evaluated {
  const evaluated = evaluateField(run, field);
  if (!evaluated.ok || evaluated.value === null) return evaluated;
  const text = writtenOut(evaluated.value);
  if (text.length <= longestText) return { ok: true, value: text };
  return { ok: false, failure: tooLong(field, text.length) };
}

function writtenOut(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function tooLong(field: string, length: number): Failure {
  const evidence: JsonObject = { field, length, limit: longestText };
  const message = `${field} has ${length} characters; ${longestText} are allowed.`;
  return { code: 'wait-invalid', message, retryable: false, evidence };
}
