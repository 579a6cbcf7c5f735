/** Builds a block node by node. Immutable: every call gives a new builder whose type knows one node more, and the type of its output, so that
 *  a reference to what is not there, a value of the wrong type and a second node with one id do not compile. Cannot run anything. */
import type { Block, BlueprintNode, JsonObject, JsonValue } from '@ice/core';
import type { AnyJson, Empty } from './any-json.js';
import type { ValueOf } from './authored-value.js';
import type { Arguments, Condition, Exact } from './given.js';
import type { Inside, Names, OpenScope, Scope, Write } from './names.js';
import type * as Options from './node-options.js';
import type * as Outputs from './node-output.js';
import { toDocument, type Authored } from './to-document.js';
import type { InputOf, NeedlessTool, OutputOf } from './tool-catalog.js';
import { writeAuthored } from './write-authored.js';
import type * as Blocks from './written-block.js';

/** An id that is not taken yet. */
export type NewId<Id extends string, Taken extends string> = Id extends Taken ? never : Id;

/** The builder after a node that gives a `Value`; `Ids` are those of the nodes inside of it. */
type After<
  S extends Scope,
  Own,
  Taken extends string,
  Gives,
  Id extends string,
  Value,
  Ids extends string = never,
> = BlockBuilder<S, Own & { readonly [Name in Id]: Value }, Taken | Id | Ids, Blocks.WithNode<Gives, Value>>;

/** A builder for a block inside of a node, with the variables that are there. */
type Inner<S extends Scope, Own, Taken extends string, Variables extends object = Empty> = BlockBuilder<
  Inside<S, Own, Variables>,
  Empty,
  Taken
>;

/** The ids of the block's nodes so far. */
type Peers<Own> = keyof Own & string;

/** One case of `cases`: the condition, and the block that is entered where it is the first one to hold. */
export interface Case<S extends Scope, Own, Taken extends string> {
  readonly when: Write<Names<S, Own>, Condition>;
  readonly block: Blocks.Writer<Inner<S, Own, Taken>>;
}

/** A block under construction. `Own` has its nodes so far with the types of their outputs, `Taken` all ids of the document so far. */
export class BlockBuilder<
  S extends Scope = OpenScope,
  Own = Empty,
  Taken extends string = never,
  Gives = Blocks.NoNode,
> implements Blocks.WrittenBlock<Blocks.GivenBy<Gives>, Taken, Own> {
  /** Never there: it is for the types alone. */
  declare readonly known?: Blocks.BlockFacts<Blocks.GivenBy<Gives>, Taken, Own>;

  constructor(
    private readonly written: readonly BlueprintNode[] = [],
    private readonly result: JsonValue | undefined = undefined,
  ) {}

  /** Adds a tool node. */
  tool<Id extends string, Name extends NeedlessTool<S['tools']>>(
    id: NewId<Id, Taken>,
    toolName: Name,
  ): After<S, Own, Taken, Gives, Id, OutputOf<S['tools'][Name & keyof S['tools']]>>;
  tool<
    Id extends string,
    Name extends keyof S['tools'] & string,
    const Args extends Exact<Arguments<InputOf<S['tools'][Name]>>, Args>,
    const O extends Exact<Options.ToolOptions<Peers<Own>>, O> = Empty,
  >(
    id: NewId<Id, Taken>,
    toolName: Name,
    args: Write<Names<S, Own>, Args>,
    options?: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, Outputs.Narrowed<O, OutputOf<S['tools'][Name]>>>;
  tool(id: string, toolName: string, args: unknown = {}, options: unknown = {}): never {
    return this.add(id, 'tool', { tool_name: toolName, tool_args: write(args), ...write(options) });
  }

  /** Adds a language model node. */
  llm<Id extends string, const O extends Exact<Options.LlmOptions<Peers<Own>>, O>>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, Outputs.AnswerOf<O>> {
    return this.add(id, 'llm', write(options));
  }

  /** Adds an agent. */
  agent<Id extends string, const O extends Exact<Options.AgentOptions<Peers<Own>, keyof S['tools'] & string>, O>>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, Outputs.AnswerOf<O>> {
    return this.add(id, 'agent', write(options));
  }

  /** Adds a condition: a block that is entered or not. */
  condition<
    Id extends string,
    const O extends Exact<Options.ConditionOptions<Peers<Own>>, O>,
    Then,
    Ids extends string,
  >(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
    then: (block: Inner<S, Own, Taken | Id>) => Blocks.WrittenBlock<Then, Ids>,
  ): After<S, Own, Taken, Gives, Id, Outputs.BranchOutput<'then' | null, Then | null>, Ids>;
  /** Adds a condition: one of two blocks is entered. */
  condition<
    Id extends string,
    const O extends Exact<Options.ConditionOptions<Peers<Own>>, O>,
    Then,
    Ids extends string,
    Else,
    ElseIds extends string,
  >(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
    then: (block: Inner<S, Own, Taken | Id>) => Blocks.WrittenBlock<Then, Ids>,
    otherwise: (block: Inner<S, Own, Taken | Id | Ids>) => Blocks.WrittenBlock<Else, ElseIds>,
  ): After<S, Own, Taken, Gives, Id, Outputs.BranchOutput<'then' | 'else', Then | Else>, Ids | ElseIds>;
  condition(id: string, options: unknown, then: Blocks.Writer<never>, otherwise?: Blocks.Writer<never>): never {
    const blocks = { then: blockBy(then), ...(otherwise && { else: blockBy(otherwise) }) };
    return this.add(id, 'condition', { ...write(options), ...blocks });
  }

  /** Adds a condition of several cases: the block of the first one that holds is entered, `otherwise` where none does. */
  cases<
    Id extends string,
    const Cases extends readonly Case<S, Own, Taken | Id>[],
    Else = null,
    ElseIds extends string = never,
    const O extends Exact<Options.NodeOptions<Peers<Own>>, O> = Empty,
  >(
    id: NewId<Id, Taken>,
    cases: Cases,
    otherwise?: (block: Inner<S, Own, Taken | Id>) => Blocks.WrittenBlock<Else, ElseIds>,
    options?: Write<Names<S, Own>, O>,
  ): After<
    S,
    Own,
    Taken,
    Gives,
    Id,
    Outputs.BranchOutput<string | null, Blocks.OutputBy<Cases[number]['block']> | Else>,
    Blocks.IdsBy<Cases[number]['block']> | ElseIds
  > {
    const written = cases.map(({ when, block }) => ({ when: writeAuthored(when), block: blockBy(block) }));
    const blocks = { cases: written, ...(otherwise && { else: blockBy(otherwise) }) };
    return this.add(id, 'condition', { ...write(options ?? {}), ...blocks });
  }

  /** Adds a loop; its body may refer to the item and to `index`. */
  loop<Id extends string, const O extends Exact<Options.LoopOptions<Peers<Own>>, O>, Value, Ids extends string>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
    body: (
      block: Inner<S, Own, Taken | Id, Record<Outputs.ItemName<O>, Outputs.ItemOf<O>> & Record<'index', number>>,
    ) => Blocks.WrittenBlock<Value, Ids>,
  ): After<S, Own, Taken, Gives, Id, Outputs.LoopOutput<O, Value>, Ids> {
    return this.add(id, 'loop', { ...write(options), body: blockBy(body) });
  }

  /** Adds a repetition; its body may refer to `state` and `iteration`. What `until` sees of `state` is unknown. */
  recursive<
    Id extends string,
    const O extends Exact<Options.RecursiveOptions<Peers<Own>>, O>,
    Value,
    Ids extends string,
  >(
    id: NewId<Id, Taken>,
    options: Write<Names<Inside<S, Own, Record<'state', AnyJson> & Record<'iteration', number>>, Empty>, O>,
    body: (
      block: Inner<S, Own, Taken | Id, Record<'state', Outputs.StateOf<O>> & Record<'iteration', number>>,
    ) => Blocks.WrittenBlock<Value, Ids>,
  ): After<S, Own, Taken, Gives, Id, Outputs.RecursiveOutput<O, Value>, Ids> {
    return this.add(id, 'recursive', { ...write(options), body: blockBy(body) });
  }

  /** Adds branches that run side by side, by name. */
  parallel<
    Id extends string,
    const O extends Exact<Options.ParallelOptions<Peers<Own>>, O>,
    Branches extends { readonly [name: string]: Blocks.Writer<Inner<S, Own, Taken | Id>> },
  >(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
    branches: Branches,
  ): After<
    S,
    Own,
    Taken,
    Gives,
    Id,
    Outputs.ParallelOutput<O, { readonly [Name in keyof Branches]: Blocks.OutputBy<Branches[Name]> }>,
    Blocks.IdsBy<Branches[keyof Branches]>
  > {
    const blocks = Object.entries(branches).map(([name, branch]) => [name, blockBy(branch)] as const);
    return this.add(id, 'parallel', { ...write(options), branches: Object.fromEntries(blocks) });
  }

  /** Adds a container around nodes. */
  group<Id extends string, const O extends Exact<Options.NodeOptions<Peers<Own>>, O>, Value, Ids extends string>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
    body: (block: Inner<S, Own, Taken | Id>) => Blocks.WrittenBlock<Value, Ids>,
  ): After<S, Own, Taken, Gives, Id, Outputs.Narrowed<O, Value>, Ids> {
    return this.add(id, 'group', { ...write(options), ...blockBy(body) });
  }

  /** Adds a node that raises a failure. */
  fail<Id extends string, const O extends Exact<Options.FailOptions<Peers<Own>>, O>>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, AnyJson> {
    return this.add(id, 'fail', write(options));
  }

  /** Adds a node that runs a blueprint. */
  workflow<Id extends string, const O extends Exact<Options.WorkflowOptions<Peers<Own>>, O>>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, Outputs.Narrowed<O, AnyJson>> {
    return this.add(id, 'workflow', write(options));
  }

  /** Adds a node that computes. */
  code<Id extends string, const O extends Exact<Options.CodeOptions<Peers<Own>>, O>>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, Outputs.Narrowed<O, AnyJson>> {
    return this.add(id, 'code', { language: 'javascript', ...write(options) });
  }

  /** Adds a question to a person. */
  human<Id extends string, const O extends Exact<Options.HumanOptions<Peers<Own>>, O>>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, Outputs.HumanAnswer<O>> {
    return this.add(id, 'human', write(options));
  }

  /** Adds a wait for a time or a signal. */
  wait<Id extends string, const O extends Exact<Options.WaitOptions<Peers<Own>>, O>>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, Outputs.WaitAnswer<O>> {
    return this.add(id, 'wait', write(options));
  }

  /** Adds several models that answer together. */
  swarm<Id extends string, const O extends Exact<Options.SwarmOptions<Peers<Own>>, O>>(
    id: NewId<Id, Taken>,
    options: Write<Names<S, Own>, O>,
  ): After<S, Own, Taken, Gives, Id, Outputs.SwarmOutput<O>> {
    return this.add(id, 'swarm', write(options));
  }

  /** Adds any node as plain data, for tools and fields that no type knows. Its output is unknown. */
  node<Id extends string>(
    id: NewId<Id, Taken>,
    node: Write<Names<S, Own>, { readonly type: BlueprintNode['type']; readonly [field: string]: Authored }>,
  ): After<S, Own, Taken, Gives, Id, AnyJson> {
    const { type, ...fields } = write(node);
    return this.add(id, String(type), fields);
  }

  /** Sets what the block gives. Without it: its only sink's output, else a map of its sinks by id. */
  output<const Value extends Authored>(
    value: Write<Names<S, Own>, Value>,
  ): BlockBuilder<S, Own, Taken, Blocks.SetOutput<ValueOf<Value>>> {
    return new BlockBuilder(this.written, writeAuthored(value));
  }

  /** The block as data. */
  toBlock(): Block {
    return { nodes: this.written, ...(this.result !== undefined && { output: this.result }) };
  }

  /** The types of the methods say what the new builder knows. */
  private add<Next>(id: string, type: string, fields: object): Next {
    const node = toDocument({ id, type, ...fields }) as unknown as BlueprintNode;
    return new BlockBuilder([...this.written, node], this.result) as unknown as Next;
  }
}

type BlockWriter = (block: BlockBuilder) => Blocks.WrittenBlock;

function blockBy(writes: (block: never) => Blocks.WrittenBlock): Block {
  return (writes as BlockWriter)(new BlockBuilder()).toBlock();
}

function write(authored: unknown): JsonObject {
  return writeAuthored(authored) as JsonObject;
}
