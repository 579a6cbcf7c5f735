/** One sound node of each kind that is more than a tool, a model or plain control flow, for specs. Never used outside of specs. */
import type { NodeKind } from '../../blueprint/node-schema.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { blueprintOf, diagnosticsOf, echo } from './sample-blueprint.js';

/** A kind of which there is a sample. */
export type LaterKind = Extract<NodeKind, 'agent' | 'workflow' | 'code' | 'human' | 'wait' | 'swarm'>;

const member = (role: string): JsonObject => ({
  role,
  model: 'gpt-4o-mini',
  instructions: 'Judge {{ inputs.x }}.',
  max_output_tokens: 16,
});

/** By kind; each reads the input `x`. */
export const laterNodes: Readonly<Record<LaterKind, JsonObject>> = {
  agent: {
    model: 'gpt-4o-mini',
    instructions: 'Look after {{ inputs.x }}.',
    input: { text: '{{ inputs.x }}' },
    tools: ['echo', `sha256:${'0'.repeat(64)}`],
    max_iterations: 5,
    max_output_tokens: 16,
    max_tool_calls: 2,
    max_tool_output_tokens: 100,
    memory: { scope: 'key', key: 'of {{ inputs.x }}' },
  },
  workflow: { blueprint: 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B', inputs: { a: '{{ inputs.x }}' }, max_depth: 2 },
  code: { language: 'javascript', source: 'return { n: inputs.n + 1 };', inputs: { n: '{{ inputs.x }}' } },
  human: {
    prompt: 'May {{ inputs.x }} go out?',
    approval: 'choice',
    choices: ['yes', 'no'],
    assignee: '{{ inputs.x }}',
    timeout_s: 60,
    on_timeout: { value: 'no' },
  },
  wait: { signal: 'paid', answer_schema: { cents: 'integer' }, timeout_s: '{{ inputs.x }}', on_timeout: 'fail' },
  swarm: { agents: [member('pro'), member('contra')], strategy: 'consensus', max_rounds: 3, threshold: 0.5 },
};

/** A node of this kind, with other members where given; `undefined` takes one out. */
export function later(type: LaterKind, more: Readonly<Record<string, JsonValue | undefined>> = {}): JsonObject {
  const members: readonly (readonly [string, JsonValue | undefined])[] = Object.entries({
    id: 'a',
    type,
    ...laterNodes[type],
    ...more,
  });
  return Object.fromEntries(members.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

/** The agents of the sample swarm, the first with other members. */
export function membersWith(more: JsonObject): readonly JsonObject[] {
  return [{ ...member('pro'), ...more }, member('contra')];
}

/** A finding as specs write it: code, pointer, message (or a matcher of it), then the hint and the patch of the fix where there are any. */
export type FullFinding = readonly [code: string, pointer: string, message: unknown, ...advice: unknown[]];

/** What is said of a node. */
export function findingsOf(node: JsonObject): readonly FullFinding[] {
  const document = blueprintOf([node, echo('reader', '{{ inputs.x }}')], { inputs: { x: {} } });
  return diagnosticsOf(document).map(({ code, pointer, message, hint, fix }) => {
    return [code, pointer, message, ...(hint === undefined ? [] : [hint]), ...(fix === undefined ? [] : [fix.patch])];
  });
}

/** `validation-failed` at a member of the node that `findingsOf` judges. `advice` is hint and patch. */
export function failed(member: string, words: string, ...advice: unknown[]): FullFinding {
  return ['validation-failed', at(member), `nodes[0]${words}`, ...advice];
}

/** The pointer of a member of that node. */
export function at(member: string): string {
  return member === '' ? '/nodes/0' : `/nodes/0/${member}`;
}
