/** The fluent form of a whole blueprint. */
import type { Block, Blueprint, JsonObject, JsonValue } from '@ice/core';
import { BlockBuilder, type Names } from './block-builder.js';
import { toDocument, type Authored } from './to-document.js';

type Facts = Omit<Blueprint, 'schema_version' | 'name' | 'nodes' | 'inputs' | 'outputs'>;

/** Begins a blueprint. */
export function blueprint(name: string, facts: Facts = {}): BlueprintBuilder {
  return new BlueprintBuilder(name, facts, {}, { nodes: [] }, {});
}

/** A blueprint under construction. Immutable; gives plain data. */
export class BlueprintBuilder<Inputs extends string = never, Nodes extends string = never> {
  constructor(
    private readonly name: string,
    private readonly facts: Facts,
    private readonly declared: Readonly<Record<string, JsonObject>>,
    private readonly block: Block,
    private readonly given: Readonly<Record<string, JsonValue>>,
  ) {}

  /** Declares an input by its JSON Schema; one without a default is required. */
  input<Name extends string>(name: Name, schema: JsonObject): BlueprintBuilder<Inputs | Name, Nodes> {
    return new BlueprintBuilder(this.name, this.facts, { ...this.declared, [name]: schema }, this.block, this.given);
  }

  /** Writes the nodes. */
  nodes<Ids extends string>(
    write: (block: BlockBuilder<Inputs>) => BlockBuilder<Inputs, Ids>,
  ): BlueprintBuilder<Inputs, Ids> {
    return new BlueprintBuilder(this.name, this.facts, this.declared, write(new BlockBuilder()).toBlock(), this.given);
  }

  /** Declares an output. Without any: the outputs of the sinks by id. */
  output(name: string, value: (names: Names<Inputs, Nodes, never>) => Authored): BlueprintBuilder<Inputs, Nodes> {
    const { output } = new BlockBuilder<Inputs, Nodes>().output(value).toBlock();
    const given = { ...this.given, [name]: output ?? null };
    return new BlueprintBuilder(this.name, this.facts, this.declared, this.block, given);
  }

  /** The blueprint as plain data. Whether it is sound, the compiler says. */
  build(): Blueprint {
    const { declared, given, block } = this;
    const document = toDocument({
      schema_version: '1.0',
      name: this.name,
      ...this.facts,
      ...(Object.keys(declared).length > 0 && { inputs: declared }),
      nodes: block.nodes,
      ...(Object.keys(given).length > 0 && { outputs: given }),
    });
    return document as unknown as Blueprint;
  }
}
