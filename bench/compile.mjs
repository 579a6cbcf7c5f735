// How long the compiler takes, and that it grows with the blueprint and no faster.
import { compileBlueprint, defaultCompileLimits } from '@ice/core';
import { randomDag } from './workloads.mjs';

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
/** @type {import('@ice/core').CompileEnvironment} */
const environment = {
  findTool: (name) => (name === 'noop' ? noop : undefined),
  toolNames: ['noop'],
  decideModel: () => ({ allowed: false, reason: '' }),
  limits: defaultCompileLimits,
};

/** Prints one row for each size. */
export async function benchCompile() {
  console.log('nodes'.padEnd(12), 'ms'.padStart(9), 'µs a node'.padStart(11));
  for (const size of [100, 1_000, 10_000]) {
    const document = { schema_version: '1.0', name: 'bench', nodes: randomDag(size) };
    const times = Array.from({ length: 5 }, () => compileOnce(document)).sort((left, right) => left - right);
    const median = times[2] ?? 0;
    console.log(
      String(size).padEnd(12),
      median.toFixed(1).padStart(9),
      ((median * 1_000) / size).toFixed(1).padStart(11),
    );
  }
}

function compileOnce(document) {
  const began = performance.now();
  const result = compileBlueprint(document, environment);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics[0]));
  return performance.now() - began;
}
