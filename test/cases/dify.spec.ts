/** Four graphs of Dify's own tests as blueprints: what they are stated to give, they give here. */
import { expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import { CaseFolder } from '../support/case-folder.js';
import { documentOf, Engine, type Played } from '../support/start-engine.js';

interface DifyNode {
  readonly id: string;
  readonly template?: string;
  readonly text?: string;
  readonly loopVariables?: JsonObject;
  readonly maxIterations?: number;
  readonly maxConcurrency?: number;
  readonly breakWhen?: string;
  readonly returns?: { readonly result: readonly JsonValue[] };
  readonly cases?: { readonly true: string };
  readonly body?: readonly DifyNode[];
}

interface DifyRun {
  readonly input: JsonObject;
  readonly output?: JsonObject;
  readonly answers?: readonly string[];
  readonly skipped?: readonly string[];
  readonly bodyRuns?: number;
  readonly llmCalls?: number;
}

interface DifyCase {
  readonly name: string;
  readonly nodes: readonly DifyNode[];
  readonly runs: readonly DifyRun[];
}

const folder = new CaseFolder('dify');

folder.describe('a graph of Dify', () => {
  const { cases } = folder.files.length > 0 ? folder.read<{ cases: readonly DifyCase[] }>('cases.json') : { cases: [] };
  const graph = (name: string): DifyCase => cases.find((one) => one.name === `dify.${name}`) as DifyCase;

  it('is one of the four that are run here', () => {
    expect(cases.map(({ name, runs }) => [name, runs.length])).toEqual([
      ['dify.test_loop', 1],
      ['dify.test_iteration', 1],
      ['dify.test_variable_aggregator', 4],
      ['dify.test_complex_branch', 2],
    ]);
  });

  it('a loop with a break condition stops after the stated number of passes', async () => {
    const { nodes, runs } = graph('test_loop');
    const { snapshot } = await play(loopWithBreak(nodeOf(nodes, 'loop')));
    const [run] = runs;
    expect(snapshot.outputs).toEqual(run?.output);
    expect(snapshot.nodes.filter((node) => node.node_id === 'assign')).toHaveLength(run?.bodyRuns as number);
  });

  it('an iteration gives its results in the order of the items', async () => {
    const { nodes, runs } = graph('test_iteration');
    const { snapshot } = await play(iteration(nodes));
    expect(snapshot.outputs).toEqual(runs[0]?.output);
  });

  it('an aggregator takes from each pair the branch that ran', async () => {
    const { nodes, runs } = graph('test_variable_aggregator');
    const seen = [];
    for (const { input } of runs) seen.push(await play(aggregator(nodes), input));
    expect(seen.map(({ snapshot }) => snapshot.outputs)).toEqual(runs.map((run) => run.output));
    expect(seen.map(skipped)).toEqual(runs.map((run) => run.skipped));
  });

  it('a model that no branch needs still runs, once', async () => {
    const { nodes, runs } = graph('test_complex_branch');
    for (const run of runs) {
      const played = await play(complexBranch(nodes), run.input);
      const { outputs } = played.snapshot;
      const text = (played.snapshot.nodes.find((node) => node.node_id === 'llm')?.output as JsonObject)['text'];
      const answers = run.answers?.map((answer) => (answer === '<llm text>' ? text : answer));
      expect(Object.values(outputs ?? {}).filter((answer) => answer !== null)).toEqual(answers);
      expect(skipped(played)).toEqual(run.skipped);
      expect(played.events.filter(({ type, path }) => type === 'node.started' && path === 'llm')).toHaveLength(
        run.llmCalls as number,
      );
    }
  });
});

function play(document: JsonObject, inputs: JsonObject = {}): Promise<Played> {
  return new Engine().play(document, inputs);
}

function nodeOf(nodes: readonly DifyNode[], id: string): DifyNode {
  return nodes.find((node) => node.id === id) as DifyNode;
}

function skipped({ snapshot }: Played): readonly string[] {
  return snapshot.nodes.filter(({ status }) => status === 'skipped').map((node) => node.node_id);
}

function echo(id: string, value: JsonValue, rest: JsonObject = {}): JsonObject {
  return { id, type: 'tool', tool_name: 'echo', tool_args: { value }, ...rest };
}

/** Its variables are the state, its break condition is `until`. */
function loopWithBreak({ loopVariables, maxIterations, breakWhen }: DifyNode): JsonObject {
  const loop = {
    id: 'repeat',
    type: 'recursive',
    state: loopVariables as JsonObject,
    until: `{{ state.${breakWhen} }}`,
    max_iterations: maxIterations as number,
    body: { nodes: [echo('assign', '{{ state.num + 1 }}')], output: { num: '{{ nodes.assign.value }}' } },
  };
  return documentOf([loop], { outputs: { num: '{{ nodes.repeat.state.num }}' } });
}

function iteration(nodes: readonly DifyNode[]): JsonObject {
  const { body, maxConcurrency } = nodeOf(nodes, 'iteration');
  const loop = {
    id: 'each',
    type: 'loop',
    items: '{{ nodes.code.value }}',
    item_var: 'item',
    concurrency: maxConcurrency as number,
    body: { nodes: [echo('template', body?.[0]?.template as string)], output: '{{ nodes.template.value }}' },
  };
  const code = echo('code', nodeOf(nodes, 'code').returns?.result as JsonValue);
  return documentOf([code, { ...loop, max_items: 10 }], { outputs: { output: '{{ nodes.each.items }}' } });
}

/** Each switch is a condition with its two texts; what it gives is the group that the aggregator reads. */
function aggregator(nodes: readonly DifyNode[]): JsonObject {
  const branch = (id: string) => ({
    nodes: [echo(id, nodeOf(nodes, id).template as string)],
    output: `{{ nodes.${id}.value }}`,
  });
  const condition = (number: number): JsonObject => ({
    id: `if${number}`,
    type: 'condition',
    expression: `{{ inputs.${nodeOf(nodes, `if${number}`).cases?.true.replace('=', '==')} }}`,
    then: branch(`on${number}`),
    else: branch(`off${number}`),
  });
  return documentOf([condition(1), condition(2), echo('agg', ['{{ nodes.if1.output }}', '{{ nodes.if2.output }}'])], {
    inputs: { switch1: { type: 'number' }, switch2: { type: 'number' } },
    outputs: { group1: '{{ nodes.agg.value[0] }}', group2: '{{ nodes.agg.value[1] }}' },
  });
}

/** The answers hang on the choice, the model does not: so the choice is a value that each of them looks at. */
function complexBranch(nodes: readonly DifyNode[]): JsonObject {
  const answer = (id: string, value: string, branch: boolean) =>
    echo(id, value, { when: `{{ nodes.choice.value == ${branch} }}` });
  const llm = { id: 'llm', type: 'llm', model: 'openai/gpt-4o-mini', temperature: 0.7, max_output_tokens: 64 };
  return documentOf(
    [
      echo('choice', '{{ inputs.query.contains("hello") }}'),
      { ...llm, prompt: '{{ inputs.query }}' },
      answer('answer1', nodeOf(nodes, 'answer1').text as string, true),
      answer('answer2', '{{ nodes.llm.text }}', false),
    ],
    {
      inputs: { query: { type: 'string' } },
      outputs: {
        answer1: '{{ default(nodes.answer1.value, null) }}',
        answer2: '{{ default(nodes.answer2.value, null) }}',
      },
    },
  );
}
