/** Which rule tells the output of which kind. */
import type { NodeKind } from '../../blueprint/node-schema.js';
import { typeOfSchema } from '../../type/type-of-schema.js';
import { neverType, objectOfTypes, stringType, unknownType, type Type } from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';
import { conditionOutput } from './condition-output.js';
import { oneOfTexts } from './fact-types.js';
import { loopOutput } from './loop-output.js';
import type { NodeTyping, OutputRule } from './node-typing.js';
import { parallelOutput } from './parallel-output.js';
import { recursiveOutput } from './recursive-output.js';
import { swarmOutput } from './swarm-output.js';

/** One rule for each kind. */
export const outputRules: Readonly<Record<NodeKind, OutputRule>> = {
  tool: toolOutput,
  llm: answerOutput,
  agent: answerOutput,
  condition: conditionOutput,
  loop: loopOutput,
  recursive: recursiveOutput,
  parallel: parallelOutput,
  group: (typing) => typing.block('nodes'),
  fail: () => neverType,
  code: () => unknownType,
  workflow: ({ child }) => child?.output ?? unknownType,
  human: (typing) => inTime(typing, humanAnswer(typing)),
  wait: (typing) => inTime(typing, typing.schema('answer_schema') ?? unknownType),
  swarm: swarmOutput,
};

/** A tool may know more of its output when it knows its arguments; without any it is given an empty object. */
function toolOutput(typing: NodeTyping): Type {
  const { tool, node } = typing;
  if (tool === undefined) return unknownType;
  if (tool.typeOutput === undefined) return typeOfSchema(tool.output);
  const none = node.object.faulty.has('tool_args') ? unknownType : objectOfTypes({});
  return tool.typeOutput(typing.field('tool_args') ?? none);
}

/** Text, unless a schema asks for something else. */
function answerOutput(typing: NodeTyping): Type {
  return typing.schema('output_schema') ?? objectOfTypes({ text: stringType });
}

function humanAnswer(typing: NodeTyping): Type {
  const approval = typing.literal('approval');
  if (approval === 'approve_reject') return oneOfTexts(['approve', 'reject']);
  const choices = typing.literal('choices') as readonly string[] | undefined;
  if (approval === 'choice') return choices === undefined ? stringType : oneOfTexts(choices);
  return typing.schema('answer_schema') ?? unknownType;
}

/** The answer, or what stands in for one that did not come. */
function inTime(typing: NodeTyping, answer: Type): Type {
  return unionOf([answer, typing.field('on_timeout') ?? neverType]);
}
