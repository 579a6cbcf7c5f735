/** `marketplace`: all agents bid an answer with their confidence in it; the answer of the highest confidence is taken. */
import type { JsonObject, SwarmNode } from '@ice/core';
import { roundWords, sayingLines } from './round-words.js';
import type { Sayings, SwarmMove, SwarmStrategy } from './swarm-strategy.js';

/** The strategy. */
export const marketplace: SwarmStrategy = {
  begin: (swarm) => ask(swarm, 0, null),

  next(swarm, { round, sayings }) {
    const bids = bidsOf(swarm, sayings);
    const best = highest(Object.values(bids));
    const rounds = round + 1;
    const isSure = swarm.threshold !== undefined && confidenceOf(best) >= swarm.threshold;
    if (!isSure && rounds < swarm.max_rounds) return ask(swarm, rounds, bids);
    return { kind: 'complete', output: { answer: best['answer'] ?? null, rounds, votes: bids } };
  },
};

/** In the order of the agents. */
function bidsOf({ agents }: SwarmNode, sayings: Sayings): Sayings {
  return Object.fromEntries(agents.map(({ role }) => [role, sayings[role] as JsonObject]));
}

/** Of several, the first. */
function highest(bids: readonly JsonObject[]): JsonObject {
  return bids.reduce((best, bid) => (confidenceOf(bid) > confidenceOf(best) ? bid : best));
}

function confidenceOf(bid: JsonObject): number {
  return bid['confidence'] as number;
}

function ask(swarm: SwarmNode, round: number, bids: Sayings | null): SwarmMove {
  const prompts = swarm.agents.map(({ role }) => {
    return `${roundWords(swarm, round)} ${bids === null ? opening(swarm, role) : reopening(role, bids)}`;
  });
  return { kind: 'ask', round, block: 'agents', prompts };
}

function opening({ agents }: SwarmNode, role: string): string {
  return `You are "${role}", one of ${agents.length} agents who answer the same question and do not see each other yet. Give your answer, and your confidence in it from 0 (a guess) to 1 (certain). The answer of the highest confidence is taken.`;
}

function reopening(role: string, bids: Sayings): string {
  return `You are "${role}". In the round before, all agents bid:\n${sayingLines(bids, role)}\nBid again: keep, raise or lower your confidence, or change your answer. The answer of the highest confidence is taken.`;
}
