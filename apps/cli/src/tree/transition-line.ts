/** An event as one line: what is printed where nothing can be drawn twice. Pure. */
import type { ExecutionEvent } from '@ice/core';
import { plainText } from '../text/plain-text.js';

/** `  62  node.completed       summary (4 ms)`; null for what is no transition. */
export function transitionLine(event: ExecutionEvent): string | null {
  if (event.type === 'log' || event.type === 'memory.recalled' || event.type === 'attempt.late') return null;
  const attempt = event.attempt !== undefined && event.attempt > 1 ? ` attempt ${event.attempt}` : '';
  const said = [timeOf(event), failureOf(event)].filter((part) => part !== '').join(' ');
  const subject = `${event.path ?? 'execution'}${attempt}${said === '' ? '' : ` ${said}`}`;
  return `${String(event.sequence).padStart(4)}  ${event.type.padEnd(20)} ${plainText(subject)}`;
}

function timeOf(event: ExecutionEvent): string {
  if ('duration_ms' in event.data) return `(${event.data.duration_ms} ms)`;
  return event.type === 'node.retrying' ? `again in ${event.data.delay_ms} ms` : '';
}

function failureOf(event: ExecutionEvent): string {
  const failure = 'failure' in event.data ? event.data.failure : undefined;
  return failure ? `${failure.code}: ${failure.message}` : '';
}
