/** The contract of a tool: something a node calls that is no model. A definition is shared and stateless; the tool itself is
 *  made anew for every execution, so nothing it remembers leaks from one execution into another. */
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { Type } from '../type/type.js';

/** What running a tool twice may do to the outside world; decides retries and what a crash means. */
export type ToolEffect = 'pure' | 'idempotent' | 'at_most_once';

/** What a tool is given beside its input. */
export interface ToolContext {
  /** Fires on cancel and timeout: stop and let go of sockets. */
  readonly signal: AbortSignal;
  /** The same for every attempt of one node run; send it where the other side takes one. */
  readonly idempotencyKey: string;
  readonly executionId: string;
  readonly path: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** Writes a `log` event into the execution's journal. */
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, fields?: JsonObject): void;
  /** Milliseconds since 1970; tools ask this instead of the system clock. */
  now(): number;
  /** Resolves after `ms`, rejects when `signal` fires. */
  sleep(ms: number): Promise<void>;
}

/** A tool of one execution. */
export interface Tool {
  /** Runs once. Throws `FailureError` to fail with a code of its own; any other throw is `tool-failed`. */
  run(input: JsonValue, context: ToolContext): Promise<JsonValue>;
}

/** What a tool has against an argument that its schema allows. */
export interface ArgumentProblem {
  /** `validation-failed`, or a name of the tool's field such as `url-not-allowed`. */
  readonly code: 'validation-failed' | 'url-not-allowed' | 'header-not-allowed';
  /** JSON pointer into the arguments, e.g. `/url`. */
  readonly pointer: string;
  /** A few words for a person; no secret. */
  readonly message: string;
  readonly hint?: string;
}

/** What the catalog and the compiler know of a tool. */
export interface ToolDescription {
  /** Unique in the process, e.g. `csv_loader`. */
  readonly name: string;
  readonly toolkit: string;
  readonly description: string;
  readonly effect: ToolEffect;
  /** JSON Schema of the arguments (an object). */
  readonly input: JsonSchema;
  /** JSON Schema of the output. */
  readonly output: JsonSchema;
  /** Hosts that it may call: names, or `*` for any on the public internet. Default none. What the operator allows inside the network
   *  is the process's configuration and not told here. */
  readonly hosts?: readonly string[];
  /** JSON pointers of arguments that are meant for credentials, e.g. `/headers`: shown masked, and the only places a secret may flow
   *  to. Default none. */
  readonly secrets?: readonly string[];
  /** Sample calls for the catalog and the docs; each one is run by a test. */
  readonly examples: readonly { readonly input: JsonObject; readonly output: JsonValue }[];
  /** The type of the output for arguments of a type, where that says more than `output`. Pure and total; what it promises, the tool
   *  keeps. */
  typeOutput?(input: Type): Type;
  /** Rules beyond the schema, asked by the compiler about the arguments that a blueprint writes out (those that hold an expression
   *  are left out). Pure and total; a courtesy to the author, never a guard: the tool judges what it is run with again. */
  judgeLiterals?(literals: JsonObject): readonly ArgumentProblem[];
}

/** A tool that can be made. */
export interface ToolDefinition extends ToolDescription {
  /** A fresh tool for one execution. */
  create(): Tool;
}

/** Tools by name, fixed for the life of the process. */
export interface ToolCatalog {
  find(name: string): ToolDefinition | undefined;
  /** In alphabetical order. */
  list(): readonly ToolDefinition[];
}

/** Tools that belong together and share configuration. Registers definitions, that is factories, never instances. */
export interface Toolkit {
  readonly name: string;
  readonly description: string;
  readonly tools: readonly ToolDefinition[];
}
