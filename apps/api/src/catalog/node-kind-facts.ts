/** What the catalog says of each node kind beyond schema and defaults: a sentence, the members of its output, and one node that
 *  is sound by itself. A test compiles every example. */
import type { JsonObject, NodeKind } from '@ice/core';

/** The words of one kind. */
export interface NodeKindFacts {
  readonly description: string;
  /** True when it holds blocks of nodes. */
  readonly container: boolean;
  /** Members of the output with what they are; none where tool, block or answer decides. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Fields of a sound node beside `id` and `type`; none that has a default. */
  readonly example: JsonObject;
}

const say = (id: string, value: string): JsonObject => ({ id, type: 'tool', tool_name: 'echo', tool_args: { value } });
const model = 'openai/gpt-4o-mini';
const answer = { text: 'The answer; with output_schema the members are those of the schema.' };

/** By kind, in the order in which one learns them. */
export const nodeKindFacts: Readonly<Record<NodeKind, NodeKindFacts>> = {
  tool: {
    description: 'Calls one tool; its output is the tool’s.',
    container: false,
    outputs: {},
    example: { tool_name: 'echo', tool_args: { value: 'Hello' } },
  },
  llm: {
    description: 'Calls one language model; the output is {text}, or an object that fits output_schema.',
    container: false,
    outputs: answer,
    example: { model, prompt: 'Write one line about ice.', max_output_tokens: 64 },
  },
  condition: {
    description: 'Runs one of its blocks, or none: {branch, output}.',
    container: true,
    outputs: { branch: 'then, else or cases[n]; null where no block ran.', output: 'That of the block that ran.' },
    example: {
      expression: 'execution.usage.cost_usd < 0.1',
      then: { nodes: [say('cheap', 'Go on.')] },
      else: { nodes: [say('dear', 'Stop.')] },
    },
  },
  loop: {
    description: 'Runs its body once for every item of a list: {items, failures}.',
    container: true,
    outputs: { items: 'The outputs in the order of the items.', failures: 'The tolerated ones: {index, failure}.' },
    example: { items: ['Ada', 'Grace'], item_var: 'name', body: { nodes: [say('greet', 'Hello, {{ name }}.')] } },
  },
  recursive: {
    description: 'Repeats its body until a condition holds: {state, iterations, converged}.',
    container: true,
    outputs: {
      state: 'The last one.',
      iterations: 'How often the body ran.',
      converged: 'False where the limit ended it.',
    },
    example: {
      state: 1,
      until: 'state > 100',
      max_iterations: 10,
      body: { nodes: [say('double', '{{ state * 2 }}')], output: '{{ nodes.double.value }}' },
    },
  },
  parallel: {
    description: 'Runs named branches side by side: {branches, completed}.',
    container: true,
    outputs: { branches: 'The outputs by name.', completed: 'The names in the order in which they completed.' },
    example: { branches: { left: { nodes: [say('one', 'L')] }, right: { nodes: [say('two', 'R')] } } },
  },
  group: {
    description: 'Holds several nodes under one retry, timeout, condition or error handling.',
    container: true,
    outputs: {},
    example: { nodes: [say('first', 'A'), say('second', '{{ nodes.first.value }}, B')] },
  },
  fail: {
    description: 'Ends in a failure with a code of its own.',
    container: false,
    outputs: {},
    example: { code: 'out_of_stock', message: 'Nothing is left.' },
  },
  agent: {
    description: 'Lets a model decide, act through the tools it is allowed, and observe, turn by turn.',
    container: false,
    outputs: answer,
    example: {
      model,
      instructions: 'Repeat the text with the tool, then say that you have done so.',
      input: { text: 'Hello' },
      tools: ['echo'],
      max_iterations: 5,
      max_output_tokens: 256,
    },
  },
  workflow: {
    description: 'Runs a blueprint as a child execution with a journal of its own; its outputs are the output.',
    container: false,
    outputs: {},
    example: { blueprint: 'self', when: 'execution.usage.cost_usd < 0.1' },
  },
  code: {
    description: 'Computes with a JavaScript function in a sandbox; what it returns is the output.',
    container: false,
    outputs: {},
    example: {
      language: 'javascript',
      source: 'return inputs.prices.reduce((sum, price) => sum + price, 0);',
      inputs: { prices: [1, 2.5] },
    },
  },
  human: {
    description: 'Asks a person and waits for the one answer, which is the output.',
    container: false,
    outputs: {},
    example: { prompt: 'May the listing go out?', approval: 'approve_reject' },
  },
  wait: {
    description: 'Waits for some seconds, until a time, or for a signal; the signal’s payload is the output.',
    container: false,
    outputs: {},
    example: { signal: 'paid' },
  },
  swarm: {
    description: 'Lets several models answer one question together: {answer, rounds, votes}.',
    container: false,
    outputs: { answer: 'The one they came to.', rounds: 'How many it took.', votes: 'What each agent said, by role.' },
    example: {
      agents: [
        { role: 'seller', model, instructions: 'Name a price for a used chair.', max_output_tokens: 64 },
        { role: 'buyer', model, instructions: 'Name a price for a used chair, as a buyer.', max_output_tokens: 64 },
      ],
      strategy: 'consensus',
      max_rounds: 3,
      threshold: 1,
    },
  },
};
