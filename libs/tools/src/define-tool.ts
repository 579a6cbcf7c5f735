/** The tool SDK: a tool is a name, two zod schemas and a function. Whatever a tool does, its input was parsed before and its
 *  output is checked after, so that what the compiler believes of a tool holds at run time. */
import { FailureError, IceError, type JsonObject, type JsonValue, type Tool, type ToolContext } from '@ice/core';
import type { ToolDefinition, ToolDescription, ToolEffect } from '@ice/core';
import { z } from 'zod';
import { deepFreeze } from './json/deep-freeze.js';
import { describeIssues, issuesInOneLine } from './json/describe-issues.js';
import type { Immutable } from './json/immutable.js';
import { jsonSchemaOf } from './json/json-schema-of.js';

/** What a tool does: parsed input in, output out. */
export type RunTool<Input extends z.ZodObject, Result> = (
  input: z.output<Input>,
  context: ToolContext,
) => Result | Promise<Result>;

/** What a tool may give back. Another shape than `output` says does not compile. */
export type ToolResult<Output extends z.ZodType> = Immutable<z.input<Output>>;

/** What a tool says of itself. */
export interface ToolFacts<Input extends z.ZodObject, Output extends z.ZodType> {
  /** `[a-z][a-z0-9_]*`, at most 64 characters, unique in the process. */
  readonly name: string;
  /** One or two sentences for the catalog, and for agents that choose tools by it. */
  readonly description: string;
  /** The arguments. Keys that it does not name are refused. */
  readonly input: Input;
  /** The result. Must be expressible in JSON Schema. */
  readonly output: Output;
  /** What running twice may do outside. Default `idempotent`. */
  readonly effect?: ToolEffect;
  /** Sample calls, shown in the catalog. Default none. */
  readonly examples?: readonly ToolExample<Input, Output>[];
  /** Hosts that it may call, `*` for any public one; see `ToolDescription.hosts`. Default none. */
  readonly hosts?: readonly string[];
  /** Pointers of arguments for credentials; see `ToolDescription.secrets`. Default none. */
  readonly secrets?: readonly string[];
  /** Rules beyond the schema that the compiler can tell already; see `ToolDescription.judgeLiterals`. */
  readonly judgeLiterals?: NonNullable<ToolDescription['judgeLiterals']>;
  /** The output's type where it depends on the arguments'; see `ToolDescription.typeOutput`. */
  readonly typeOutput?: NonNullable<ToolDescription['typeOutput']>;
}

/** Everything that `defineTool` needs. `run` is for tools without a memory; a tool that remembers something gives `create`. */
export type ToolOptions<Input extends z.ZodObject, Output extends z.ZodType, Result> = ToolFacts<Input, Output> &
  (
    | { readonly run: RunTool<Input, Result>; readonly create?: never }
    | {
        /** Called once for every execution: what it closes over lives and dies with that execution. */
        readonly create: () => { readonly run: RunTool<Input, Result> };
        readonly run?: never;
      }
  );

/** A sample call. */
export interface ToolExample<Input extends z.ZodObject, Output extends z.ZodType> {
  readonly input: z.input<Input>;
  readonly output: z.output<Output>;
}

/** What a tool's name looks like. */
export const toolNamePattern = /^[a-z][a-z0-9_]{0,63}$/;

/**
 * Makes a tool definition. Its `toolkit` is empty until `defineToolkit` takes it in.
 * At run time: `tool-input-invalid` for arguments that do not fit (all issues at once), `tool-output-invalid` for a result that
 * does not; failures and faults of the tool itself pass through.
 * @throws IceError `validation-failed` for a bad name; zod's own error for a schema that JSON Schema cannot express.
 */
export function defineTool<
  Input extends z.ZodObject,
  Output extends z.ZodType,
  // `const` keeps literals: without it `{method: ok ? 'UPDATE' : 'CREATE'}` would be of type string.
  const Result extends ToolResult<Output>,
>(options: ToolOptions<Input, Output, Result>): ToolDefinition {
  checkName(options.name);
  const input = closed(options.input) as Input;
  const output = closed(options.output);
  const make = options.create ?? ((): { readonly run: RunTool<Input, Result> } => options);
  return Object.freeze({
    name: options.name,
    toolkit: '',
    description: options.description,
    effect: options.effect ?? 'idempotent',
    input: jsonSchemaOf(input, 'input'),
    output: jsonSchemaOf(output, 'output'),
    ...optionalFacts(options),
    examples: deepFreeze(structuredClone(options.examples ?? []) as ToolDefinition['examples']),
    create: () => checkedTool(options.name, input, output, make().run),
  });
}

/** The facts that most tools have nothing to say about; absent where nothing is said. */
function optionalFacts({
  hosts,
  secrets,
  judgeLiterals,
  typeOutput,
}: Pick<ToolOptions<z.ZodObject, z.ZodType, unknown>, OptionalFact>): Pick<ToolDescription, OptionalFact> {
  return {
    ...(hosts && { hosts: Object.freeze([...hosts]) }),
    ...(secrets && { secrets: Object.freeze([...secrets]) }),
    ...(judgeLiterals && { judgeLiterals }),
    ...(typeOutput && { typeOutput }),
  };
}

type OptionalFact = 'hosts' | 'secrets' | 'judgeLiterals' | 'typeOutput';

function checkedTool<Input extends z.ZodObject, Result>(
  name: string,
  input: Input,
  output: z.ZodType,
  run: RunTool<Input, Result>,
): Tool {
  return {
    async run(args, context) {
      const parsed = input.safeParse(args);
      if (!parsed.success) throw unfit('tool-input-invalid', `The arguments of ${name} do not fit`, parsed.error);
      return checkOutput(name, output, await run(parsed.data, context));
    },
  };
}

/** That the result is JSON and not too large is judged once, by whoever records it. */
function checkOutput(name: string, schema: z.ZodType, result: unknown): JsonValue {
  const parsed = schema.safeParse(result);
  if (!parsed.success) throw unfit('tool-output-invalid', `The result of ${name} does not fit`, parsed.error);
  return parsed.data as JsonValue;
}

function unfit(code: string, what: string, error: z.ZodError): FailureError {
  const issues = describeIssues(error);
  const evidence: JsonObject = { issues };
  return new FailureError(code, `${what}: ${issuesInOneLine(issues)}.`, { evidence });
}

/** A plain `z.object` would drop keys it does not know; here nothing is accepted and ignored. `looseObject` stays open. */
function closed(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}

function checkName(name: string): void {
  if (toolNamePattern.test(name)) return;
  const rule =
    'a tool name is lower-case letters, digits and underscores, begins with a letter, and has at most 64 characters';
  throw new IceError('validation-failed', `"${name.slice(0, 100)}" is no tool name: ${rule}.`, {
    evidence: { name: name.slice(0, 100) },
  });
}
