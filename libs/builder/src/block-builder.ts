/** Builds a block node by node. Immutable: every call gives a new builder whose type knows one node more, so that a reference to a
 *  node that is not there, and a second node with one id, do not compile. Cannot run anything. */
import type { Block, BlueprintNode, JsonObject, JsonValue } from '@ice/core';
import type {
  AgentOptions,
  CodeOptions,
  HumanOptions,
  LlmOptions,
  LoopOptions,
  NodeOptions,
  RecursiveOptions,
  SwarmOptions,
  WaitOptions,
  WorkflowOptions,
} from './node-options.js';
import { referTo, type Reference } from './reference.js';
import { toDocument, type Authored } from './to-document.js';

/** What an author may refer to at this place. */
export interface Names<Inputs extends string, Nodes extends string, Variables extends string> {
  readonly inputs: { readonly [Name in Inputs]: Reference };
  readonly nodes: { readonly [Id in Nodes]: Reference };
  readonly runs: { readonly [Id in Nodes]: Reference };
  /** The loop's item, `index`, `state`, `iteration`, by name. */
  readonly variables: { readonly [Name in Variables]: Reference };
}

/** An id that is not taken yet. */
export type NewId<Id extends string, Taken extends string> = Id extends Taken ? never : Id;

type Author<I extends string, N extends string, V extends string, T> = T | ((names: Names<I, N, V>) => T);

/** A block under construction. */
export class BlockBuilder<
  Inputs extends string = never,
  Nodes extends string = never,
  Variables extends string = never,
> {
  constructor(
    private readonly written: readonly BlueprintNode[] = [],
    private readonly result: JsonValue | undefined = undefined,
  ) {}

  /** Adds a tool node. */
  tool<Id extends string>(
    id: NewId<Id, Nodes>,
    toolName: string,
    args: Author<Inputs, Nodes, Variables, { readonly [name: string]: Authored }> = {},
    options: NodeOptions = {},
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'tool', { tool_name: toolName, tool_args: this.write(args), ...options });
  }

  /** Adds a language model node. */
  llm<Id extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables, LlmOptions>,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'llm', this.write(options));
  }

  /** Adds a loop; its body may refer to the item and to `index`. */
  loop<Id extends string, Item extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables, LoopOptions<Item>>,
    body: (block: BlockBuilder<Inputs, Nodes, Variables | Item | 'index'>) => { toBlock(): Block },
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'loop', { ...this.write(options), body: body(new BlockBuilder()).toBlock() });
  }

  /** Adds a repetition; its body may refer to `state` and `iteration`. */
  recursive<Id extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables | 'state' | 'iteration', RecursiveOptions>,
    body: (block: BlockBuilder<Inputs, Nodes, Variables | 'state' | 'iteration'>) => { toBlock(): Block },
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'recursive', { ...this.write(options), body: body(new BlockBuilder()).toBlock() });
  }

  /** Adds an agent. */
  agent<Id extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables, AgentOptions>,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'agent', this.write(options));
  }

  /** Adds a node that runs a blueprint. */
  workflow<Id extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables, WorkflowOptions>,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'workflow', this.write(options));
  }

  /** Adds a node that computes. */
  code<Id extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables, CodeOptions>,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'code', { language: 'javascript', ...this.write(options) });
  }

  /** Adds a question to a person. */
  human<Id extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables, HumanOptions>,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'human', this.write(options));
  }

  /** Adds a wait for a time or a signal. */
  wait<Id extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables, WaitOptions>,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'wait', this.write(options));
  }

  /** Adds several models that answer together. */
  swarm<Id extends string>(
    id: NewId<Id, Nodes>,
    options: Author<Inputs, Nodes, Variables, SwarmOptions>,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    return this.add(id, 'swarm', this.write(options));
  }

  /** Adds any node as plain data, for the kinds that have no method of their own. */
  node<Id extends string>(
    id: NewId<Id, Nodes>,
    node: Author<
      Inputs,
      Nodes,
      Variables,
      { readonly type: BlueprintNode['type']; readonly [field: string]: Authored }
    >,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    const { type, ...fields } = this.write(node);
    return this.add(id, type as BlueprintNode['type'], fields);
  }

  /** Sets what the block gives. Without it: its only sink's output, else a map of its sinks by id. */
  output(value: Author<Inputs, Nodes, Variables, Authored>): BlockBuilder<Inputs, Nodes, Variables> {
    return new BlockBuilder(this.written, toDocument(this.author(value) ?? null));
  }

  /** The block as data. */
  toBlock(): Block {
    return { nodes: this.written, ...(this.result !== undefined && { output: this.result }) };
  }

  private add<Id extends string>(
    id: string,
    type: string,
    fields: object,
  ): BlockBuilder<Inputs, Nodes | Id, Variables> {
    const node = toDocument({ id, type, ...fields }) as unknown as BlueprintNode;
    return new BlockBuilder<Inputs, Nodes | Id, Variables>([...this.written, node], this.result);
  }

  private write(authored: unknown): JsonObject {
    return toDocument(this.author(authored)) as JsonObject;
  }

  private author(authored: unknown): unknown {
    return typeof authored === 'function' ? (authored as (names: unknown) => unknown)(anyNames) : authored;
  }
}

/** Names are checked by their types; at run time any name gives a reference. */
const anyNames = {
  inputs: referTo('inputs'),
  nodes: referTo('nodes'),
  runs: referTo('runs'),
  variables: new Proxy({}, { get: (_target, name) => referTo(String(name)) }),
};
