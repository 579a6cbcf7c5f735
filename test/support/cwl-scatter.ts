/** CWL workflows of scattered steps as blueprints: every scatter becomes a loop (of one port), a loop over positions (dotproduct, flat
 *  crossproduct) or loops inside loops (nested crossproduct). An expression tool that joins its inputs becomes one text. */
import type { JsonObject, JsonValue } from '@ice/core';
import { documentOf } from './start-engine.js';

/** How the ports of a step go together. */
export type ScatterMethod = 'dotproduct' | 'nested_crossproduct' | 'flat_crossproduct';

/** What a step runs. */
export type CwlProcess = CwlWorkflow | { readonly class: 'ExpressionTool'; readonly expression: string };

/** One step; `in` maps its ports to inputs of the workflow around it. */
export interface CwlStep {
  readonly run: CwlProcess;
  readonly in: Readonly<Record<string, string>>;
  readonly scatter: string | readonly string[];
  readonly scatterMethod?: ScatterMethod;
}

/** A workflow of one step. */
export interface CwlWorkflow {
  readonly class: 'Workflow';
  readonly inputs: Readonly<Record<string, string>>;
  readonly steps: Readonly<Record<string, CwlStep>>;
}

/** Name of a port to the expression that gives its value. */
type Ports = Readonly<Record<string, string>>;

interface Part {
  readonly nodes: readonly JsonObject[];
  readonly output: string;
}

/** The workflow as a document with the output `result`. */
export function blueprintOfCwl(workflow: CwlWorkflow): JsonObject {
  const ports = Object.fromEntries(Object.keys(workflow.inputs).map((name) => [name, `inputs.${name}`]));
  const { nodes, output } = partOf(workflow, ports);
  const inputs = Object.entries(workflow.inputs).map(([name, type]) => [name, schemas[type] as JsonObject] as const);
  return documentOf(nodes, { inputs: Object.fromEntries(inputs), outputs: { result: `{{ ${output} }}` } });
}

const schemas: Readonly<Record<string, JsonObject>> = {
  string: { type: 'string' },
  'string[]': { type: 'array', items: { type: 'string' } },
  'int[]': { type: 'array', items: { type: 'integer' } },
};

function partOf(process: CwlProcess, ports: Ports): Part {
  if (process.class === 'ExpressionTool') return textOf(process.expression, ports);
  const [[id, step] = unknown()] = Object.entries(process.steps);
  const given = Object.fromEntries(Object.entries(step.in).map(([port, source]) => [port, ports[source] ?? unknown()]));
  const scattered = typeof step.scatter === 'string' ? [step.scatter] : step.scatter;
  const body = (inner: Ports): Part => partOf(step.run, { ...given, ...inner });
  return (step.scatterMethod === undefined ? nested : methods[step.scatterMethod])(id, scattered, given, body);
}

/** `inputs.a + inputs.b` of the expression, in its order, as one text. */
function textOf(expression: string, ports: Ports): Part {
  const names = [...expression.matchAll(/inputs\.(\w+)/g)].map(([, name]) => name as string);
  const value = names.map((name) => `{{ ${ports[name]} }}`).join('');
  return {
    nodes: [{ id: 'alphanum', type: 'tool', tool_name: 'echo', tool_args: { value } }],
    output: 'nodes.alphanum.value',
  };
}

type Scatter = (id: string, names: readonly string[], given: Ports, body: (inner: Ports) => Part) => Part;

/** A loop inside a loop for each further port; of a single port it is the plain scatter. */
const nested: Scatter = (id, names, given, body) => {
  const [name = unknown(), ...others] = names;
  const loop = `${id}_${name}`;
  const item = `${loop}_item`;
  const inner =
    others.length === 0 ? body({ [name]: item }) : nested(id, others, given, (rest) => body({ [name]: item, ...rest }));
  return loopOver(loop, item, `{{ ${given[name]} }}`, inner);
};

/** One loop over the positions that the lists have in common. */
const dotproduct: Scatter = (id, names, given, body) => {
  const at = `${id}_at`;
  const inner = body(Object.fromEntries(names.map((name) => [name, `${given[name]}[${at}]`])));
  return loopOver(id, at, `{{ range(size(${given[names[0] ?? '']})) }}`, inner);
};

/** One loop over all pairs, those of the first item first. */
const flat: Scatter = (id, names, given, body) => {
  const at = `${id}_at`;
  const [first, second] = names.map((name) => given[name] ?? unknown());
  const positions = [`${first}[floor(${at} / size(${second}))]`, `${second}[${at} % size(${second})]`];
  const inner = body(Object.fromEntries(names.map((name, index) => [name, positions[index] as string])));
  return loopOver(id, at, `{{ range(size(${first}) * size(${second})) }}`, inner);
};

const methods: Readonly<Record<ScatterMethod, Scatter>> = {
  dotproduct,
  flat_crossproduct: flat,
  nested_crossproduct: nested,
};

function loopOver(id: string, item_var: string, items: JsonValue, { nodes, output }: Part): Part {
  const body = { nodes, output: `{{ ${output} }}` };
  return {
    nodes: [{ id, type: 'loop', items, item_var, max_items: 100, concurrency: 4, body }],
    output: `nodes.${id}.items`,
  };
}

function unknown(): never {
  throw new Error('This workflow has a shape that is not known here.');
}
