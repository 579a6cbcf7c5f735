/** Which waits end only when somebody answers; the others end by themselves. */
import type { OpenSignal } from '@ice/core';

/** True where somebody has to answer. */
export function callerAnswers({ kind }: Pick<OpenSignal, 'kind'>): boolean {
  return kind !== 'timer' && kind !== 'workflow';
}
