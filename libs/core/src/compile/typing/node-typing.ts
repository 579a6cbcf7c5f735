/** What an output rule may ask about its node. Asking for a block types it: each rule asks for all blocks of its kind. */
import type { JsonValue } from '../../json/json-value.js';
import type { ToolDescription } from '../../tool/tool.js';
import type { Type } from '../../type/type.js';
import type { BlueprintInterface } from '../blueprint-interface.js';
import type { NodeDraft } from '../read/draft.js';
import type { Variables } from './type-scopes.js';

/** A condition of the node that has been evaluated before: the name of its field, and what it gave. */
export type Held = readonly [field: string, outcome: boolean];

/** One node while it is typed. */
export interface NodeTyping {
  readonly node: NodeDraft;
  /** Type of a template field by its name in `ParsedField`; undefined where there is none. */
  field(name: string): Type | undefined;
  /** The same for a field that sees more than the others: with more variables, where conditions have held or not. */
  fieldWith(name: string, variables: Variables, held?: readonly Held[]): Type | undefined;
  /** What a nested block gives, with these variables inside, where conditions have held or not; unknown where there is no such block. */
  block(name: string, variables?: Variables, held?: readonly Held[]): Type;
  /** A sound field as it is written. */
  literal(name: string): JsonValue | undefined;
  /** Type of a schema field; undefined where there is none, unknown where it is unsound. */
  schema(name: string): Type | undefined;
  /** The tool that the node calls, where there is one. */
  readonly tool: ToolDescription | undefined;
  /** The blueprint that the node runs, where there is one and it is another one. */
  readonly child: BlueprintInterface | undefined;
  /** How many containers around it are repeated until their types settle. */
  readonly repeats: number;
}

/** Type of what a node of one kind gives when it completes, before its `output_schema` and `on_error` are looked at. */
export type OutputRule = (typing: NodeTyping) => Type;
