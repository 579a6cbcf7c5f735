/** What an execution asks, and the command that answers: for whoever watches. Pure. */
import type { ExecutionEvent, JsonObject, OpenSignal } from '@ice/core';
import { plainText } from '../../text/plain-text.js';

/** Lines for an event that opens a question; none for any other one. @param flags what a command needs to reach the same API. */
export function questionLines(event: ExecutionEvent, flags: string): readonly string[] {
  const signal = signalOf(event);
  if (!signal || signal.kind === 'workflow' || signal.kind === 'timer') return [];
  const { signal_id: id, path, prompt, name } = signal;
  const choices = choicesOf(signal);
  const asked = plainText(prompt ?? name ?? 'an answer');
  const answer = choices?.[0] ?? answerFor(signal);
  return [
    `? ${path} waits for: ${asked}${choices ? ` (${choices.map(plainText).join(' | ')})` : ''}`,
    `  ice exec answer ${event.execution_id} ${id} ${quoted(answer)}${flags}`,
  ];
}

function signalOf(event: ExecutionEvent): OpenSignal | undefined {
  if (event.type === 'node.waiting' || event.type === 'budget.exhausted') return event.data.signal;
  return event.type === 'monitor.fired' ? event.data.signal : undefined;
}

/** The answers that there are, where they are words of a list. */
function choicesOf({ choices, answer_schema }: OpenSignal): readonly string[] | undefined {
  const words = choices ?? (answer_schema as JsonObject | undefined)?.['enum'];
  return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
}

/** What is held as a whole goes on with this word. */
function answerFor({ kind }: OpenSignal): string {
  return kind === 'pause' || kind === 'budget' ? 'resume' : '…';
}

function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${plainText(text).replaceAll("'", String.raw`'\''`)}'`;
}
