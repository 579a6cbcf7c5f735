/** What TypeScript knows of a block that has been written: what it gives, and which ids are taken after it. */
import type { Block } from '@ice/core';
import type { AnyJson } from './any-json.js';

/** A block that has been written. */
export interface WrittenBlock<Output = unknown, Ids extends string = string, Nodes = unknown> {
  /** Never there: it is for the types alone. */
  readonly known?: BlockFacts<Output, Ids, Nodes>;
  /** The block as data. */
  toBlock(): Block;
}

/** The type of its output, all ids that are taken after it, and its own nodes with the types of their outputs. */
export interface BlockFacts<Output, Ids extends string, Nodes> {
  readonly output: Output;
  readonly ids: Ids;
  readonly nodes: Nodes;
}

/** What a block without nodes gives. */
export interface NoNode {
  readonly kind: 'none';
}

/** What a block gives without an `output` of its own: the output of its only node. */
interface OneNode<Output> {
  readonly kind: 'one';
  readonly output: Output;
}

/** With several: that of its only sink, or a map of its sinks. Which ones they are, no type tells. */
interface ManyNodes {
  readonly kind: 'many';
}

/** What `output(…)` has said. */
export interface SetOutput<Output> {
  readonly kind: 'set';
  readonly output: Output;
}

/** What a block gives once a further node stands in it. */
export type WithNode<Gives, Output> = Gives extends NoNode
  ? OneNode<Output>
  : Gives extends { readonly kind: 'set' }
    ? Gives
    : ManyNodes;

/** The type of a block's output. */
export type GivenBy<Gives> = Gives extends { readonly output: infer Output } ? Output : AnyJson;

/** A function that writes a block. */
export type Writer<Block> = (block: Block) => WrittenBlock;

/** The output of the block that a function writes. */
export type OutputBy<Writes> = Writes extends (block: never) => WrittenBlock<infer Output, infer _Ids>
  ? Output
  : AnyJson;

/** The ids that are taken after the block that a function writes. */
export type IdsBy<Writes> = Writes extends (block: never) => WrittenBlock<infer _Output, infer Ids> ? Ids : never;
