/** What the documentation shows of `validate`: the true answer for the blueprint that it shows, but for the revision. A test compares. */
import { factsExample } from '../blueprint-examples.js';
import type { Judgement } from './judge-document.js';

const textOutput = {
  type: 'object',
  properties: { value: { type: 'string' } },
  required: ['value'],
  additionalProperties: false,
};

/** See the head of this file. */
export const judgementExample: Judgement = {
  ok: true,
  diagnostics: [],
  revision: factsExample.revision,
  cost: {
    min_usd: '0',
    expected_usd: '0',
    max_usd: '0',
    calls: 0,
    nodes: [],
    unpriced: [],
    price_book_date: '2026-09-23',
  },
  capabilities: {
    tools: ['echo'],
    toolkits: ['common'],
    models: [],
    hosts: [],
    effects: ['pure'],
    side_effects: false,
    code: false,
    human: false,
    child_blueprints: [],
    secrets: [],
  },
  types: { hello: textOutput, shout: textOutput },
  graph: {
    mermaid: 'flowchart TD\n  n0["hello<br/>tool echo"]\n  n1["shout<br/>tool echo"]\n  n0 --> n1\n',
    positions: {
      hello: { x: 0, y: 0, width: 144, height: 56 },
      shout: { x: 0, y: 112, width: 144, height: 56 },
    },
  },
};
