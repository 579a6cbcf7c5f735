/** What the docs show of signals. */
import type { OpenSignal } from '@ice/core';
import type { Answered } from './signal-desk.js';

/** A question to a person. */
export const signalExample: OpenSignal = {
  signal_id: 'sg_4f1c0a9be27d583316af0c92d1',
  kind: 'human',
  path: 'approve',
  prompt: 'May the listing "Oak table" go out?',
  assignee: 'editors',
  answer_schema: { enum: ['approve', 'reject'] },
  expires_at: '2026-12-02T09:00:00.000Z',
};

/** The answer to an answer. */
export const answeredExample: Answered & { readonly signal_id: string } = {
  execution_id: 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B',
  signal_id: signalExample.signal_id,
  status: 'applied',
};

/** Bodies that answer it. */
export const answerExamples = {
  value: { summary: 'Answer', value: { value: 'approve' } },
  failure: {
    summary: 'Fail the node run instead',
    value: { failure: { code: 'rejected', message: 'The picture is missing.' } },
  },
} as const;

/** Bodies that answer by a place. */
export const earlyAnswerExamples = {
  path: { summary: 'By the path of the node run', value: { path: signalExample.path, value: 'approve' } },
  name: { summary: 'By the name of the signal', value: { name: 'payment_received', value: { receipt: 'R-1017' } } },
} as const;
