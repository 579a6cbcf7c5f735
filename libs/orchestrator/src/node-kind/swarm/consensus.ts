/** `consensus`: all agents answer, see what the others have answered, and answer again, until a share of them agrees. */
import type { Failure, JsonObject, JsonValue, SwarmNode } from '@ice/core';
import { boundedFailure } from '../../run/attempt/bounded-failure.js';
import { roundWords, sayingLines } from './round-words.js';
import type { Sayings, SwarmMove, SwarmStrategy } from './swarm-strategy.js';
import { tallyAnswers, type Tally } from './tally-answers.js';

/** The strategy. */
export const consensus: SwarmStrategy = {
  begin: (swarm) => ask(swarm, 0, null),

  next(swarm, { round, sayings }) {
    const votes = votesOf(swarm, sayings);
    const tally = tallyAnswers(Object.values(votes));
    const rounds = round + 1;
    if (tally.agents / swarm.agents.length >= thresholdOf(swarm)) {
      return { kind: 'complete', output: { answer: tally.answer, rounds, votes } };
    }
    if (rounds < swarm.max_rounds) return ask(swarm, rounds, sayings);
    return { kind: 'fail', failure: notReached(swarm, tally, votes) };
  },
};

function votesOf({ agents }: SwarmNode, sayings: Sayings): JsonObject {
  return Object.fromEntries(agents.map(({ role }) => [role, sayings[role]?.['answer'] as JsonValue]));
}

/** The compiler has seen to it that there is one. */
function thresholdOf({ threshold = 1 }: SwarmNode): number {
  return threshold;
}

function notReached(swarm: SwarmNode, { agents }: Tally, votes: JsonObject): Failure {
  const threshold = thresholdOf(swarm);
  const all = swarm.agents.length;
  const message = `At most ${agents} of ${all} agents agree after ${swarm.max_rounds} rounds; the threshold is ${threshold}.`;
  const evidence = { votes, share: agents / all, threshold };
  return boundedFailure({ code: 'consensus-not-reached', message, retryable: false, evidence });
}

function ask(swarm: SwarmNode, round: number, before: Sayings | null): SwarmMove {
  const prompts = swarm.agents.map(({ role }) => {
    return `${roundWords(swarm, round)} ${before === null ? opening(swarm, role) : reopening(swarm, role, before)}`;
  });
  return { kind: 'ask', round, block: 'agents', prompts };
}

function opening({ agents }: SwarmNode, role: string): string {
  return `You are "${role}", one of ${agents.length} agents who answer the same question and do not see each other yet. Give your reason in a sentence or two, and your answer in as few words as it needs.`;
}

function reopening({ agents }: SwarmNode, role: string, sayings: Sayings): string {
  const inOrder = Object.fromEntries(agents.map((agent) => [agent.role, sayings[agent.role] as JsonObject]));
  return `You are "${role}". You have not agreed yet. In the round before, all agents said:\n${sayingLines(inOrder, role)}\nAgree with one of these answers, or keep yours if you have good reason to. To agree with an answer, repeat it word for word.`;
}
