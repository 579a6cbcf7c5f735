/** What a strategy of swarms has to say. Pure: what was said goes in, what happens next comes out; nothing is kept in between. */
import type { Failure, JsonObject, JsonValue, SwarmBlock, SwarmNode } from '@ice/core';

/** The last word of each agent that has spoken, by role. Each fits the schema that its agent was asked with. */
export type Sayings = Readonly<Record<string, JsonObject>>;

/** A swarm, once the agents of a block have spoken. */
export interface SwarmTalk {
  /** Counts from 0. */
  readonly round: number;
  readonly block: SwarmBlock;
  readonly sayings: Sayings;
}

/** Asks all agents of a block, with a prompt for each in their order; or ends the swarm. */
export type SwarmMove =
  | { readonly kind: 'ask'; readonly round: number; readonly block: SwarmBlock; readonly prompts: readonly string[] }
  | { readonly kind: 'complete'; readonly output: JsonValue }
  | { readonly kind: 'fail'; readonly failure: Failure };

/** How a swarm comes to its answer. */
export interface SwarmStrategy {
  /** The first round. */
  begin(swarm: SwarmNode): SwarmMove;
  /** What follows. */
  next(swarm: SwarmNode, talk: SwarmTalk): SwarmMove;
}
