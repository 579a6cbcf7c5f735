// How long the compiler takes, and that it grows with the blueprint and no faster: for nodes that only wait for each other, for
// typed nodes that read each other's fields, and for the heaviest: four expressions a node and a schema of its own for each.
// The first figure is a process's first compile of that document; the median is that of a warm process, as a server is.
import { compileBlueprint, defaultCompileLimits, noModelCosts } from '@ice/core';
import { randomDag, richDag, typedDag } from './workloads.mjs';

/** @type {import('@ice/core').ToolDescription} */
const noop = {
  name: 'noop',
  toolkit: 'bench',
  description: '',
  effect: 'pure',
  input: { type: 'object' },
  output: {},
  examples: [],
};
/** @type {import('@ice/core').ToolDescription} */
const weigh = {
  ...noop,
  name: 'weigh',
  input: {
    type: 'object',
    required: ['label', 'weight'],
    additionalProperties: false,
    properties: {
      label: { type: 'string' },
      weight: { type: 'number' },
      parts: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    },
  },
  output: {
    type: 'object',
    required: ['label', 'weight', 'parts'],
    properties: {
      label: { type: 'string' },
      weight: { type: 'number' },
      parts: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    },
  },
};
const tools = new Map([noop, weigh].map((tool) => [tool.name, tool]));

/** @type {import('@ice/core').CompileEnvironment} */
const environment = {
  findTool: (name) => tools.get(name),
  toolNames: [...tools.keys()],
  modelNames: [],
  cost: noModelCosts,
  findBlueprint: () => undefined,
  decideModel: () => ({ allowed: false, reason: '' }),
  limits: defaultCompileLimits,
};

/** How many nodes are compiled before a row is measured. */
const warmUpNodes = 10_000;

/** Prints one row for each size. */
export async function benchCompile() {
  console.log('nodes'.padEnd(16), 'first ms'.padStart(9), 'median ms'.padStart(10), 'µs a node'.padStart(11));
  for (const [kind, workload] of Object.entries({ untyped: randomDag, typed: typedDag, rich: richDag })) {
    for (const size of [100, 1_000, 10_000]) printRow(`${kind} ${size}`, size, workload(size));
  }
}

/** @param {string} name @param {number} size @param {readonly object[]} nodes */
function printRow(name, size, nodes) {
  const document = { schema_version: '1.0', name: 'bench', nodes };
  const first = compileOnce(document);
  for (let warmed = 0; warmed < warmUpNodes; warmed += size) compileOnce(document);
  const times = Array.from({ length: 7 }, () => compileOnce(document)).toSorted((left, right) => left - right);
  const median = times[3] ?? 0;
  const columns = [first, median, (median * 1_000) / size];
  console.log(name.padEnd(16), ...columns.map((value, index) => value.toFixed(1).padStart([9, 10, 11][index] ?? 9)));
}

function compileOnce(document) {
  const began = performance.now();
  const result = compileBlueprint(document, environment);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics[0]));
  return performance.now() - began;
}
