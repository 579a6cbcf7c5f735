/** What an answer that is none means: data, and how it is picked. No such answer is ever taken for one, however its text looks. */
import type { Failure, ModelChunk } from '@ice/core';

/** Why a model ended an answer before it was one. */
export type UnfinishedReason = Exclude<Extract<ModelChunk, { type: 'answer' }>['finishReason'], 'stop'>;

/** The failure by the reason. None is worth asking the same again: that would be paid twice, and end in the same way. */
const failures: Readonly<Record<UnfinishedReason, Pick<Failure, 'code' | 'message'>>> = {
  length: { code: 'model-output-cut', message: 'The answer was cut at max_output_tokens.' },
  'content-filter': {
    code: 'model-content-filtered',
    message: "The provider's content filter stopped the answer.",
  },
  refusal: { code: 'model-refused', message: 'The model refused to answer.' },
};

/** The failure of an answer that ended so. Not retryable; another model may still be asked. */
export function unfinishedAnswer(finishReason: UnfinishedReason): Failure {
  return { ...failures[finishReason], retryable: false, evidence: { finish_reason: finishReason } };
}
