/** `swarm`: several models answer one question together, in rounds. Each round runs the `llm` nodes that the compiler has written the
 *  agents out in; what they come to is up to the strategy. Output `{answer, rounds, votes}`. */
import { swarmPrompts, type SwarmNode } from '@ice/core';
import type { ContainerKind, FrameControl } from '../../schedule/frame/container-kind.js';
import { outputsById } from '../../schedule/frame/frame-result.js';
import type { NodeRun } from '../../schedule/node-run.js';
import { consensus } from './consensus.js';
import { hierarchical } from './hierarchical.js';
import { marketplace } from './marketplace.js';
import type { SwarmMove, SwarmStrategy, SwarmTalk } from './swarm-strategy.js';

/** The swarm kind. An agent that has failed, after retries of its own, fails its round and the swarm. */
export const swarmKind: ContainerKind = {
  prepare: () => ({ ok: true, state: null }),

  begin(run, _state, frames) {
    const swarm = nodeOf(run);
    follow(run, strategies[swarm.strategy].begin(swarm), {}, frames);
  },

  frameEnded(run, frame, result, frames) {
    if (!result.ok) return frames.fail(run, result.failure);
    const swarm = nodeOf(run);
    const { round, block, sayings } = run.container as SwarmTalk;
    const heard = { ...sayings, ...outputsById(frame) } as SwarmTalk['sayings'];
    follow(run, strategies[swarm.strategy].next(swarm, { round, block, sayings: heard }), heard, frames);
  },
};

const strategies: Readonly<Record<SwarmNode['strategy'], SwarmStrategy>> = Object.freeze({
  consensus: Object.freeze(consensus),
  hierarchical: Object.freeze(hierarchical),
  marketplace: Object.freeze(marketplace),
});

/** Both blocks of a hierarchy run under the path of their round: their agents are not the same. */
function follow(run: NodeRun, move: SwarmMove, sayings: SwarmTalk['sayings'], frames: FrameControl): void {
  if (move.kind === 'complete') return frames.complete(run, move.output);
  if (move.kind === 'fail') return frames.fail(run, move.failure);
  const { round, block, prompts } = move;
  run.container = { round, block, sayings } satisfies SwarmTalk;
  frames.open(run, block, { key: round, segment: `[${round}]`, variables: { [swarmPrompts]: prompts } });
}

function nodeOf(run: NodeRun): SwarmNode {
  return run.plan.node.node as SwarmNode;
}
