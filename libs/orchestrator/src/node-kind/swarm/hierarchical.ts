/** `hierarchical`: the first agent leads. In each round it instructs the others and sees what they answer, until it says that it is done;
 *  in the last round it has to decide. */
import type { JsonObject, JsonValue, SwarmNode } from '@ice/core';
import { roundWords, sayingLines } from './round-words.js';
import type { Sayings, SwarmMove, SwarmStrategy } from './swarm-strategy.js';

/** The strategy. */
export const hierarchical: SwarmStrategy = {
  begin: (swarm) => askLeader(swarm, 0, {}),

  next(swarm, { round, block, sayings }) {
    if (block === 'members') return askLeader(swarm, round + 1, sayings);
    const word = wordOfLeader(swarm, sayings);
    if (word['done'] !== true && !isLast(swarm, round)) return instructMembers(swarm, round, word);
    const output = { answer: word['answer'] ?? null, rounds: round + 1, votes: answersOf(swarm, sayings) };
    return { kind: 'complete', output };
  },
};

function isLast({ max_rounds }: SwarmNode, round: number): boolean {
  return round + 1 >= max_rounds;
}

function leaderOf({ agents }: SwarmNode): string {
  return agents[0]?.role ?? '';
}

function wordOfLeader(swarm: SwarmNode, sayings: Sayings): JsonObject {
  return sayings[leaderOf(swarm)] ?? {};
}

/** The last answers of the members that have spoken. */
function answersOf({ agents }: SwarmNode, sayings: Sayings): JsonObject {
  const spoken = agents.slice(1).filter(({ role }) => sayings[role] !== undefined);
  return Object.fromEntries(spoken.map(({ role }) => [role, sayings[role]?.['answer'] as JsonValue]));
}

function askLeader(swarm: SwarmNode, round: number, sayings: Sayings): SwarmMove {
  const words = [
    `${roundWords(swarm, round)} ${leadership(swarm)}`,
    ...(round > 0 ? [reports(swarm, sayings)] : []),
    isLast(swarm, round) ? decideNow : goOn,
  ];
  return { kind: 'ask', round, block: 'lead', prompts: [words.join('\n')] };
}

function leadership({ agents }: SwarmNode): string {
  const members = agents.slice(1).map(({ role }) => role);
  return `You are "${agents[0]?.role ?? ''}" and lead ${members.join(', ')}.`;
}

function reports(swarm: SwarmNode, sayings: Sayings): string {
  const { answer = null, instruction = '' } = wordOfLeader(swarm, sayings);
  const own = sayingLines({ answer, instruction });
  return `In the round before, you said:\n${own}\nThey answered:\n${sayingLines(answersOf(swarm, sayings))}`;
}

const goOn =
  'Give the best answer that you have so far. If it is final, say that you are done. If not, give one instruction that all of them answer before the next round.';

const decideNow = 'You have to decide now: whatever you say of being done, your answer is final.';

function instructMembers(swarm: SwarmNode, round: number, { instruction }: JsonObject): SwarmMove {
  const prompts = swarm.agents.slice(1).map(({ role }) => {
    return `${roundWords(swarm, round)} You are "${role}". "${leaderOf(swarm)}" leads and instructs all of you:\n${String(instruction)}`;
  });
  return { kind: 'ask', round, block: 'members', prompts };
}
