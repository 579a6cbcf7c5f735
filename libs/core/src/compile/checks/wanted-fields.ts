/** What each template field of each kind needs, beyond what its schema in the document says. */
import type { NodeKind } from '../../blueprint/node-schema.js';
import { booleanType, listOfType, numberType, stringType, unknownType, type Type } from '../../type/type.js';

/** A type; `text`: anything but null, which becomes text; or the name of the schema field that says it. */
export type WantedField = Type | 'text' | 'state_schema' | 'answer_schema';

/** By the name of the field, `cases` and `agents` for each of theirs. What is not named may be anything; `tool_args` are judged by the
 *  tool. */
export const wantedFields: Readonly<Record<NodeKind, Readonly<Record<string, WantedField>>>> = {
  tool: {},
  llm: { prompt: 'text', messages: 'text', system: 'text' },
  condition: { expression: booleanType, cases: booleanType },
  loop: { items: listOfType(unknownType), concurrency: numberType },
  recursive: { state: 'state_schema', until: booleanType },
  parallel: { concurrency: numberType },
  group: {},
  fail: { message: 'text' },
  agent: { instructions: 'text', memory: 'text' },
  workflow: {},
  code: {},
  human: { prompt: 'text', assignee: 'text', on_timeout: 'answer_schema' },
  wait: { for_s: numberType, until: stringType, on_timeout: 'answer_schema' },
  swarm: { agents: 'text' },
};

/** The fields that every kind has. */
export const sharedWantedFields: Readonly<Record<string, WantedField>> = { when: booleanType, timeout_s: numberType };
