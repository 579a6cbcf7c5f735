/** Words that the prompts of all strategies have in common. The same talk gives the same words: recorded answers are found by them. */
import { canonicalJson, type JsonValue, type SwarmNode } from '@ice/core';

/** Where the swarm is. */
export function roundWords({ max_rounds }: SwarmNode, round: number): string {
  const isLast = round + 1 === max_rounds && max_rounds > 1;
  return `Round ${round + 1} of at most ${max_rounds}.${isLast ? ' This is the last one.' : ''}`;
}

/** One line for each, as JSON, so that no answer passes for another agent's. `self` is told which is its own. */
export function sayingLines(sayings: Readonly<Record<string, JsonValue>>, self?: string): string {
  const lines = Object.entries(sayings).map(([role, saying]) => {
    return `- ${role}${role === self ? ' (you)' : ''}: ${canonicalJson(saying)}`;
  });
  return lines.join('\n');
}
