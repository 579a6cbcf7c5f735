/** Counts which answer most agents of a swarm agree on. */
import type { JsonValue } from '@ice/core';
import { agreementKey } from './agreement-key.js';

/** The largest group of agents that agree. */
export interface Tally {
  /** As the first of them has spelt it. */
  readonly answer: JsonValue;
  readonly agents: number;
}

/** The tally of answers in the order of the agents. Of two groups of one size the one that begins first is taken. */
export function tallyAnswers(answers: readonly JsonValue[]): Tally {
  const groups = new Map<string, Tally>();
  for (const answer of answers) {
    const key = agreementKey(answer);
    const group = groups.get(key) ?? { answer, agents: 0 };
    groups.set(key, { ...group, agents: group.agents + 1 });
  }
  return [...groups.values()].reduce(larger, { answer: null, agents: 0 });
}

function larger(first: Tally, second: Tally): Tally {
  return second.agents > first.agents ? second : first;
}
