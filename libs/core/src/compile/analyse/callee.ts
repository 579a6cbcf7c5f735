/** What a node gives named values to: a tool, or a blueprint. Both are judged in one way. */
import { extendPointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { compileSchema, type JsonSchema, type ValueChecker } from '../../schema/index.js';
import type { ArgumentProblem } from '../../tool/tool.js';
import { typeOfSchema } from '../../type/type-of-schema.js';
import type { MemberType, ObjectType, Type } from '../../type/type.js';
import { quote } from '../diagnostic/describe-value.js';
import { fieldOf, type NodeDraft } from '../read/draft.js';
import type { Analysis } from './analysis.js';
import { childInputs } from './child-inputs.js';

/** Who is called by a node, and with what. */
export interface Callee {
  /** Differs for callees that differ, within one document. */
  readonly key: string;
  /** In messages: `tool "echo"`. */
  readonly title: string;
  /** In messages about types, before the name of an argument: `pricing_strategy`. */
  readonly name: string;
  /** Schemas by argument, as far as they are known. */
  readonly properties: Readonly<Record<string, JsonValue>>;
  /** Arguments that must be given. */
  readonly required: readonly string[];
  /** True where only `properties` are taken. */
  readonly isClosed: boolean;
  /** Makes the judge of what is written out. */
  makeChecker(): ValueChecker;
  /** What all arguments together have to be. */
  readonly type: Type;
  /** Rules beyond the schema. */
  readonly judgeLiterals?: (literals: JsonObject) => readonly ArgumentProblem[];
}

/** The member of the node that holds what it gives; undefined for kinds that give nothing by name. */
export function givenMember({ kind }: NodeDraft): 'tool_args' | 'inputs' | undefined {
  if (kind === 'tool') return 'tool_args';
  return kind === 'workflow' || kind === 'code' ? 'inputs' : undefined;
}

/** Whom the node calls; undefined where it calls nobody, or one that is not there. */
export function calleeOf(node: NodeDraft, analysis: Analysis): Callee | undefined {
  if (node.kind === 'tool') return toolCallee(node, analysis);
  return node.kind === 'workflow' ? childCallee(node, analysis) : undefined;
}

function toolCallee({ object }: NodeDraft, { environment }: Analysis): Callee | undefined {
  const name = fieldOf(object, 'tool_name')?.value;
  const tool = typeof name === 'string' ? environment.findTool(name) : undefined;
  if (tool === undefined) return undefined;
  const input = isJsonObject(tool.input) ? tool.input : {};
  const properties = memberOf(input, 'properties');
  const required = (input['required'] ?? []) as readonly string[];
  return {
    key: `tool ${tool.name}`,
    title: `tool ${quote(tool.name)}`,
    name: tool.name,
    properties,
    required: required.filter((argument) => !hasDefault(properties[argument])),
    isClosed: input['additionalProperties'] === false && !Object.hasOwn(input, 'patternProperties'),
    makeChecker: () => compileSchema(tool.input),
    get type() {
      return typeOfSchema(tool.input);
    },
    ...(tool.judgeLiterals !== undefined && { judgeLiterals: (literals) => tool.judgeLiterals?.(literals) ?? [] }),
  };
}

function memberOf(schema: JsonObject, name: string): JsonObject {
  const member = Object.hasOwn(schema, name) ? schema[name] : undefined;
  return isJsonObject(member) ? member : {};
}

/** An argument with a default is not really required. */
function hasDefault(schema: JsonValue | undefined): boolean {
  return isJsonObject(schema) && Object.hasOwn(schema, 'default');
}

function childCallee(node: NodeDraft, analysis: Analysis): Callee | undefined {
  const child = childInputs(node, analysis);
  if (child === undefined) return undefined;
  const { reference, title, inputs } = child;
  return {
    key: `blueprint ${reference}`,
    title,
    name: `${node.id ?? 'workflow'}.inputs`,
    properties: inputs,
    required: Object.keys(inputs).filter((name) => !hasDefault(inputs[name])),
    isClosed: true,
    makeChecker: () => checkerOf(inputs),
    get type() {
      return inputsType(inputs);
    },
  };
}

/** Every input has a schema of its own, whose references lead to nobody else's. */
function checkerOf(inputs: Readonly<Record<string, JsonSchema>>): ValueChecker {
  const checkers = new Map(Object.entries(inputs).map(([name, schema]) => [name, compileSchema(schema)]));
  return (given) => {
    return Object.entries(given as JsonObject).flatMap(([name, value]) => {
      const problems = checkers.get(name)?.(value) ?? [];
      return problems.map((problem) => ({ ...problem, pointer: extendPointer('', name) + problem.pointer }));
    });
  };
}

function inputsType(inputs: Readonly<Record<string, JsonSchema>>): Type {
  const entries = Object.entries(inputs).map(([name, schema]): [string, MemberType] => {
    return [name, { type: typeOfSchema(schema), required: !hasDefault(schema) }];
  });
  const type: ObjectType = { kind: 'object', members: new Map(entries), rest: null };
  return Object.freeze(type);
}
