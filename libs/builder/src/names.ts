/** What an author may refer to at a place, with the types of it. At run time any name gives a reference: which names there are, TypeScript
 *  knows while it compiles, and the compiler of blueprints says it again. */
import type { NodeRunStatus } from '@ice/core';
import type { Empty } from './any-json.js';
import type { FailureFacts } from './node-output.js';
import { referTo, type Reference } from './reference.js';
import type { ToolCatalog } from './tool-catalog.js';

/** What a block may read of what is around it, and which tools there are: names to types of values. */
export interface Scope {
  readonly inputs: object;
  /** Nodes around the block that have been written before it. */
  readonly nodes: object;
  readonly variables: object;
  readonly tools: object;
}

/** Nothing around, and all tools that are known. */
export interface OpenScope {
  readonly inputs: Empty;
  readonly nodes: Empty;
  readonly variables: Empty;
  readonly tools: ToolCatalog;
}

/** The scope of a block inside: the nodes written so far are around it, and a variable hides one of the same name outside. */
export interface Inside<S extends Scope, Own, Variables extends object = Empty> {
  readonly inputs: S['inputs'];
  readonly nodes: S['nodes'] & Own;
  readonly variables: Omit<S['variables'], keyof Variables> & Variables;
  readonly tools: S['tools'];
}

/** What an author may refer to at this place. */
export interface Names<S extends Scope, Own = Empty> {
  readonly inputs: References<S['inputs']>;
  /** Outputs of the nodes that have been written before. */
  readonly nodes: References<S['nodes'] & Own>;
  /** How their node runs went. */
  readonly runs: { readonly [Id in keyof (S['nodes'] & Own)]: Reference<NodeRunFacts> };
  /** The loop's item, `index`, `state`, `iteration`, by name. */
  readonly variables: References<S['variables']>;
  readonly execution: Reference<ExecutionFacts>;
}

type References<Values> = { readonly [Name in keyof Values]: Reference<Values[Name]> };

/** What is known of a node run. */
export interface NodeRunFacts {
  readonly status: NodeRunStatus;
  readonly failure: FailureFacts | null;
  readonly attempts: number;
}

/** What is known of the execution. */
export interface ExecutionFacts {
  readonly id: string;
  readonly status: string;
  readonly started_at: string;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number; readonly cost_usd: number };
  readonly budget_usd: number | null;
}

/** What monitors know of it besides: whole milliseconds since it started, and how many node runs have failed. */
export interface MonitoredFacts extends ExecutionFacts {
  readonly elapsed_ms: number;
  readonly failures: number;
}

/** What is written, or a function that writes it and is given the names. */
export type Write<AllNames, Written> = Written | ((names: AllNames) => Written);

/** Any name, as a reference. */
export const anyNames: unknown = {
  inputs: referTo('inputs'),
  nodes: referTo('nodes'),
  runs: referTo('runs'),
  variables: new Proxy({}, { get: (_target, name) => referTo(String(name)) }),
  execution: referTo('execution'),
};
