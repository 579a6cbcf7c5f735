/** Executions to record: agents and swarms. */
import { blueprintRevision, type JsonObject } from '@ice/core';
import { documentWith, echo, sleep, type JournalCase } from './journal-case.js';

const agent = (id: string, rest: JsonObject = {}): JsonObject => ({
  id,
  type: 'agent',
  model: 'openai/gpt-4o-mini',
  instructions: 'agent',
  input: 'Look twice.',
  tools: ['echo', 'sleep'],
  max_iterations: 4,
  max_output_tokens: 60,
  retry: { max_attempts: 2, initial_ms: 200, jitter: false },
  ...rest,
});

const counted = documentWith([echo('size', '{{ inputs.list.size() }}'), sleep('nap', 300)], {
  name: 'counted',
  inputs: { list: { type: 'array', items: {} } },
  outputs: { size: '{{ nodes.size.value }}' },
});

const swarm = (strategy: string, rest: JsonObject = {}): JsonObject => ({
  id: 'ask',
  type: 'swarm',
  strategy,
  max_rounds: 2,
  agents: ['one', 'other', 'third'].map((role) => ({
    role,
    model: 'gpt-4o-mini',
    instructions: 'swarm',
    max_output_tokens: 60,
  })),
  ...rest,
});

/** All of them. */
export const agentCases: readonly JournalCase[] = [
  {
    name: 'agent',
    note: 'An agent with two calls in one turn, one of a tool that is not there in the next, and its answer; what follows reads it.',
    blueprint: documentWith([agent('helper'), echo('said', '{{ nodes.helper.text }}')]),
  },
  {
    name: 'agent-repaired',
    note: 'An agent whose answer does not fit at first, and is mended in a turn of its own.',
    blueprint: documentWith([
      agent('helper', {
        tools: [],
        input: 'Answer oddly.',
        output_schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
      }),
    ]),
  },
  {
    name: 'agent-memory',
    note: 'An agent in a loop that remembers within the execution.',
    blueprint: documentWith([
      {
        id: 'each',
        type: 'loop',
        items: [1, 2],
        item_var: 'item',
        body: { nodes: [agent('helper', { tools: [], input: 'Say {{ item }}.', memory: { scope: 'execution' } })] },
      },
    ]),
  },
  {
    name: 'agent-take-over',
    note: 'An agent whose process ends while a tool of it works: the call is made again, the turn is not asked for again.',
    blueprint: documentWith([agent('helper'), echo('watched', 1)]),
    moves: [{ path: 'watched', status: 'completed', does: { handover: 'lost' } }],
  },
  ...['consensus', 'hierarchical', 'marketplace'].map((strategy): JournalCase => {
    const blueprint = documentWith([swarm(strategy, strategy === 'consensus' ? { threshold: 1 } : {})]);
    return { name: `swarm-${strategy}`, note: `A swarm of three, ${strategy}, with a second round.`, blueprint };
  }),
  {
    name: 'agent-child',
    note: 'An agent that runs a blueprint in the place of a tool.',
    others: [counted],
    blueprint: documentWith([agent('helper', { input: 'Count.', tools: [blueprintRevision(counted)] })]),
  },
];
