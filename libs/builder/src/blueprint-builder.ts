/** The fluent form of a whole blueprint. */
import {
  graphOf,
  IceError,
  toMermaid,
  type Block,
  type Blueprint,
  type GraphDirection,
  type JsonObject,
  type JsonValue,
} from '@ice/core';
import type { Empty } from './any-json.js';
import { BlockBuilder, type NewId } from './block-builder.js';
import type { Condition, Text } from './given.js';
import type { Inside, MonitoredFacts, Names } from './names.js';
import type { SchemaLiteral } from './node-options.js';
import type { Reference } from './reference.js';
import type { SchemaValue } from './schema-value.js';
import { toDocument, type Authored } from './to-document.js';
import type { ToolCatalog, ToolsOf } from './tool-catalog.js';
import { writeAuthored } from './write-authored.js';
import type { WrittenBlock } from './written-block.js';

/** What a blueprint has beside its inputs, nodes and outputs. */
type Facts = Omit<Blueprint, 'schema_version' | 'name' | 'nodes' | 'inputs' | 'outputs' | 'finally'>;

/** The parts of the document that the methods write. */
interface Parts {
  readonly inputs?: JsonObject;
  readonly block?: Block;
  readonly outputs?: JsonObject;
  readonly finally?: Block;
  readonly monitors?: readonly JsonValue[];
}

/** What the root block can read: the inputs. */
interface RootScope<Inputs extends object, Tools extends object> {
  readonly inputs: Inputs;
  readonly nodes: Empty;
  readonly variables: Empty;
  readonly tools: Tools;
}

/** What a monitor can read. */
interface MonitorNames<Inputs extends object, Nodes, Tools extends object> extends Omit<
  Names<RootScope<Inputs, Tools>, Nodes>,
  'variables' | 'execution'
> {
  readonly execution: Reference<MonitoredFacts>;
}

/** Begins a blueprint. `Tools` are those that its nodes may name. */
export function blueprint<Tools extends object & ToolsOf<Tools> = ToolCatalog>(
  name: string,
  facts: Facts = {},
): BlueprintBuilder<Tools> {
  return new BlueprintBuilder(name, facts, {});
}

/** A blueprint under construction. Immutable; gives plain data. */
export class BlueprintBuilder<
  Tools extends object = ToolCatalog,
  Inputs extends object = Empty,
  Nodes = Empty,
  Taken extends string = never,
> {
  constructor(
    private readonly name: string,
    private readonly facts: Facts,
    private readonly parts: Parts,
  ) {}

  /** Declares an input by its JSON Schema; one without a default is required. */
  input<Name extends string, const Schema extends SchemaLiteral>(
    name: NewId<Name, keyof Inputs & string>,
    schema: Schema,
  ): BlueprintBuilder<Tools, Inputs & { readonly [Key in Name]: SchemaValue<Schema> }, Nodes, Taken> {
    return this.with({ inputs: { ...this.parts.inputs, [name]: toDocument(schema) } });
  }

  /** Writes the nodes. */
  nodes<Own, Ids extends string>(
    write: (block: BlockBuilder<RootScope<Inputs, Tools>>) => WrittenBlock<unknown, Ids, Own>,
  ): BlueprintBuilder<Tools, Inputs, Own, Ids> {
    return this.with({ block: write(new BlockBuilder()).toBlock() });
  }

  /** Declares an output. Without any: the outputs of the sinks by id. */
  output(
    name: string,
    value: Authored | ((names: Names<RootScope<Inputs, Tools>, Nodes>) => Authored),
  ): BlueprintBuilder<Tools, Inputs, Nodes, Taken> {
    return this.with({ outputs: { ...this.parts.outputs, [name]: writeAuthored(value) } });
  }

  /** Writes the block that runs once when all else has settled. Every output may be null there. */
  finally(
    write: (block: BlockBuilder<Inside<RootScope<Inputs, Tools>, Nodes>, Empty, Taken>) => WrittenBlock,
  ): BlueprintBuilder<Tools, Inputs, Nodes, Taken> {
    return this.with({ finally: write(new BlockBuilder()).toBlock() });
  }

  /** Adds a condition that is looked at after every event, and what is done where it holds. */
  monitor(
    write: (names: MonitorNames<Inputs, Nodes, Tools>) => Monitor,
  ): BlueprintBuilder<Tools, Inputs, Nodes, Taken> {
    return this.with({ monitors: [...(this.parts.monitors ?? []), writeAuthored(write)] });
  }

  /** The blueprint as plain data. Whether it is sound, the compiler says. */
  build(): Blueprint {
    const { block, inputs, outputs, monitors } = this.parts;
    const all = [...(this.facts.monitors ?? []), ...(monitors ?? [])];
    const document = toDocument({
      schema_version: '1.0',
      name: this.name,
      ...this.facts,
      monitors: all.length > 0 ? all : undefined,
      inputs,
      nodes: block?.nodes ?? [],
      outputs,
      finally: this.parts.finally,
    });
    return document as unknown as Blueprint;
  }

  /**
   * The blueprint as a Mermaid flowchart.
   * @throws IceError `validation-failed` for more nodes than a blueprint may have, and for values that are no JSON.
   */
  mermaid(direction: GraphDirection = 'down'): string {
    const graph = graphOf(this.build() as unknown as JsonValue);
    if (graph === null)
      throw new IceError('validation-failed', `"${this.name}" is too large for a blueprint, or no JSON.`);
    return toMermaid(graph, direction);
  }

  /** The types of the methods say what the new builder knows. */
  private with<Next>(parts: Parts): Next {
    return new BlueprintBuilder(this.name, this.facts, { ...this.parts, ...parts }) as unknown as Next;
  }
}

/** One monitor. */
export interface Monitor {
  readonly when: Condition;
  readonly action: 'alert' | 'pause' | 'cancel';
  readonly message: Text;
}
