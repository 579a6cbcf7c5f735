/** The types of what the engine itself tells in expressions: executions, node runs, failures. They follow what it gives, never what it
 *  should give. */
import { executionTransitions, nodeRunTransitions } from '../../execution/status.js';
import { orNull } from '../../type/nullability.js';
import {
  integerType,
  numberType,
  objectOfTypes,
  stringType,
  booleanType,
  unknownType,
  type MemberType,
  type ObjectType,
  type StringType,
  type Type,
} from '../../type/type.js';

/** One of these texts. */
export function oneOfTexts(values: readonly string[]): StringType {
  return Object.freeze({ kind: 'string', values: Object.freeze([...values]) });
}

/** An object with members that may be absent. */
function withOptional(object: ObjectType, optional: Readonly<Record<string, Type>>): ObjectType {
  const entries = Object.entries(optional).map(([name, type]): [string, MemberType] => [
    name,
    { type, required: false },
  ]);
  return Object.freeze({ ...object, members: new Map([...object.members, ...entries]) });
}

/** A failure as events carry it. Its cause is one too; how deep, nobody knows. */
export const failureType: ObjectType = withOptional(
  objectOfTypes({ code: stringType, message: stringType, retryable: booleanType }),
  { retry_after_ms: numberType, path: stringType, evidence: unknownType, cause: unknownType },
);

/** `failure` in a handle block. */
export const handledFailureType: ObjectType = objectOfTypes({
  code: stringType,
  message: stringType,
  path: stringType,
});

/** `runs.x`. Within an `any` join it may be read before it has settled. */
export const runType: ObjectType = objectOfTypes({
  status: oneOfTexts(Object.keys(nodeRunTransitions)),
  failure: orNull(failureType),
  attempts: integerType,
});

/** `execution`, outside of monitors. Queued and waiting executions evaluate nothing there. */
export const executionType: ObjectType = objectOfTypes({
  id: stringType,
  status: oneOfTexts(['running', 'completed', 'failed', 'cancelled']),
  started_at: stringType,
  usage: objectOfTypes({ input_tokens: integerType, output_tokens: integerType, cost_usd: numberType }),
  budget_usd: orNull(numberType),
});

/** `execution` in monitors, which look on after every event. */
export const monitoredExecutionType: ObjectType = Object.freeze({
  ...executionType,
  members: new Map([
    ...executionType.members,
    ...objectOfTypes({
      status: oneOfTexts(Object.keys(executionTransitions)),
      elapsed_ms: integerType,
      failures: integerType,
    }).members,
  ]),
});
