/** What the documentation of comparisons shows. */
import type { ExecutionComparison } from '@ice/core';
import { factsExample } from '../../blueprints/blueprint-examples.js';

const figures = { status: 'completed', attempts: 1, cost_usd: '0' } as const;

/** Two executions of one blueprint with other inputs. */
export const comparisonExample: ExecutionComparison = {
  same: false,
  cause: { code: 'inputs-differ', message: 'The inputs differ at /who.', pointers: ['/who'], path: 'hello' },
  left: {
    execution_id: 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B',
    status: 'completed',
    duration_ms: 9,
    cost_usd: '0',
  },
  right: {
    execution_id: 'ex_01JD2X9A7C3F5H8K0M2P4R6T8V',
    status: 'completed',
    duration_ms: 8,
    cost_usd: '0',
  },
  inputs: ['/who'],
  outputs: ['/hello/value'],
  revision: { same: true, left: factsExample.revision, right: factsExample.revision, nodes: [], document: [] },
  nodes: [
    {
      path: 'hello',
      node_id: 'hello',
      left: { ...figures, duration_ms: 3 },
      right: { ...figures, duration_ms: 2 },
      output: 'differs',
      pointers: ['/value'],
      reason: { code: 'inputs-differ', message: 'The inputs differ at /who.', pointers: ['/who'] },
    },
  ],
  counts: { same: 0, different: 1 },
  truncated: false,
};
