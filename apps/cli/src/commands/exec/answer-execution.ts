/** `ice exec answer`: answers what an execution waits for, or lists it. */
import type { Answered, Execution } from '@ice/client';
import type { JsonValue, OpenSignal, SignalAnswer } from '@ice/core';
import { usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { plainText } from '../../text/plain-text.js';
import { table } from '../../text/table.js';
import { readValue } from '../run/read-inputs.js';

/** See the head of this file. */
export async function answerExecution(context: CommandContext): Promise<CommandResult> {
  const { args, options, signal } = context;
  const [id = '', place, text] = args;
  const answer = readAnswer(text, options['fail']);
  if (place !== undefined && !answer)
    throw usageError('An answer is missing.', `ice exec answer ${id} ${place} <answer>`);
  const execution = (await context.connect()).client.executions.of(id);
  if (place === undefined || !answer) return listed(await execution.signals({ signal }));
  const answered = await send(execution, place, answer, signal);
  const words = {
    applied: 'has the answer',
    accepted: 'will have it within seconds',
    kept: 'will have it once it asks',
  };
  return {
    value: answered as unknown as JsonValue,
    text: `${id} ${words[answered.status]}`,
  };
}

function send(execution: Execution, place: string, answer: SignalAnswer, signal: AbortSignal): Promise<Answered> {
  if (/^sg_[0-9A-Za-z]{26}$/.test(place)) return execution.answer(place, answer, { signal });
  return placeOf(execution, place, signal).then((known) => execution.answerEarly(known, answer, { signal }));
}

/** A word alone may be the name of a signal or the path of a node run: what is open decides, and a name where nothing is. */
async function placeOf(execution: Execution, place: string, signal: AbortSignal) {
  if (/[.[]/.test(place)) return { path: place };
  const open = await execution.signals({ signal });
  return open.some(({ path, name }) => path === place && name !== place) ? { path: place } : { name: place };
}

function readAnswer(text: string | undefined, failure: CommandContext['options'][string]): SignalAnswer | null {
  if (typeof failure !== 'string') return text === undefined ? null : { value: readValue(text) };
  const [, code, message] = /^([a-z][a-z0-9_.-]*)=(.+)$/s.exec(failure) ?? [];
  if (text !== undefined || code === undefined || message === undefined)
    throw usageError('--fail takes code=message, and no answer stands beside it.');
  return { failure: { code, message } };
}

function listed(signals: readonly OpenSignal[]): CommandResult {
  const rows = signals.map(({ signal_id, kind, path, prompt, name, choices }) => {
    return [signal_id, kind, path, plainText(prompt ?? name ?? ''), (choices ?? []).join(' | ')];
  });
  const text =
    rows.length === 0 ? 'It waits for nothing.' : table(['signal', 'kind', 'node run', 'question', 'choices'], rows);
  return { value: { data: signals as unknown as JsonValue }, text };
}
