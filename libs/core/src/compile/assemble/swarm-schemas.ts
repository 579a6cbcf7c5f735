/** What the agents of a swarm are asked to say, and what the swarm gives, as schemas. The `output_schema` of a swarm is that of its
 *  `answer`; without one the answer is text. Pure. */
import type { SwarmNode } from '../../blueprint/node-schema.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { memberSchema, type JsonSchema } from '../../schema/index.js';
import type { SwarmBlock } from './swarm-block.js';

/**
 * The schema of what one agent says in a round.
 *
 * @param answer the schema of the answer in full; null for text.
 */
export function swarmSaying(strategy: SwarmNode['strategy'], block: SwarmBlock, answer: JsonSchema | null): JsonObject {
  if (block === 'members') return closed({ answer: text });
  const { member, root } = memberSchema(answer ?? text, 'answer');
  return { ...root, ...closed(membersOf(strategy, member)) };
}

/** The schema of a swarm's output, as far as a schema of the answer says something of it. */
export function swarmOutput(answer: JsonSchema): JsonObject {
  const { member, root } = memberSchema(answer, 'answer');
  return { ...root, type: 'object', properties: { answer: member }, required: ['answer'] };
}

const text: JsonObject = { type: 'string' };

/** Models write members in this order: who has to give a reason first thinks before the answer. */
function membersOf(strategy: SwarmNode['strategy'], answer: JsonSchema): Readonly<Record<string, JsonSchema>> {
  switch (strategy) {
    case 'consensus':
      return { reason: text, answer };
    case 'marketplace':
      return { answer, confidence: { type: 'number', minimum: 0, maximum: 1 } };
    case 'hierarchical':
      return { answer, done: { type: 'boolean' }, instruction: text };
  }
}

function closed(members: Readonly<Record<string, JsonSchema>>): JsonObject {
  const properties = members as Readonly<Record<string, JsonValue>>;
  return { type: 'object', properties, required: Object.keys(members), additionalProperties: false };
}
