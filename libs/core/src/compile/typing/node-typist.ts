/** Types one node: its blocks and its output by the rule of its kind, then what `output_schema` and `on_error` make of that. */
import type { NodeKind } from '../../blueprint/node-schema.js';
import { narrowScope, type TypeScope } from '../../expression/index.js';
import type { JsonValue } from '../../json/json-value.js';
import type { ToolDescription } from '../../tool/tool.js';
import { intersectionOf } from '../../type/intersection-of.js';
import { isNever } from '../../type/options-of.js';
import { unknownType, type Type } from '../../type/type.js';
import { unionOf } from '../../type/union-of.js';
import type { ParsedField } from '../analyse/parse-field.js';
import type { BlueprintInterface } from '../blueprint-interface.js';
import { fieldOf, type NodeDraft } from '../read/draft.js';
import { handledFailureType } from './fact-types.js';
import type { NodeScopes } from './node-scopes.js';
import type { Held, NodeTyping } from './node-typing.js';
import { outputRules } from './output-rules.js';
import { unknownScope, withVariables, type Variables } from './type-scopes.js';
import type { Typist } from './typist.js';

/** One node in its scopes. */
export class NodeTypist implements NodeTyping {
  constructor(
    private readonly typist: Typist,
    readonly node: NodeDraft,
    private readonly scopes: NodeScopes,
    readonly repeats: number,
  ) {}

  /** What the node gives when it completes. */
  type(kind: NodeKind): Type {
    const given = this.#narrowed(outputRules[kind](this));
    const fallback = this.field('fallback');
    const handled = this.#handled();
    const instead = [fallback, handled].filter((type) => type !== undefined);
    if (instead.length === 0) return given;
    // What stands in for an output has to fit where the output would have.
    return unionOf([given, ...instead.map((type) => this.#narrowed(type))]);
  }

  field(name: string): Type | undefined {
    const parsed = this.#parsed(name);
    if (parsed === undefined) return this.node.object.faulty.has(name) ? unknownType : undefined;
    return this.typist.fields.get(parsed)?.whole.type ?? unknownType;
  }

  fieldWith(name: string, variables: Variables, held: readonly Held[] = []): Type | undefined {
    const parsed = this.#parsed(name);
    return parsed && this.typist.typeOwnField(parsed, this.#inner(variables, held));
  }

  block(name: string, variables: Variables = {}, held: readonly Held[] = []): Type {
    return this.#blockIn(name, this.#inner(variables, held));
  }

  literal(name: string): JsonValue | undefined {
    return fieldOf(this.node.object, name)?.value;
  }

  schema(name: string): Type | undefined {
    return this.typist.schemas.ofNode(this.node, name);
  }

  get tool(): ToolDescription | undefined {
    const name = this.literal('tool_name');
    return typeof name === 'string' ? this.typist.analysis.environment.findTool(name) : undefined;
  }

  get child(): BlueprintInterface | undefined {
    const reference = this.literal('blueprint');
    const isOther = typeof reference === 'string' && reference !== 'self';
    return isOther ? this.typist.analysis.environment.findBlueprint(reference) : undefined;
  }

  #inner(variables: Variables, held: readonly Held[]): TypeScope {
    const scope = held.reduce((narrow, [name, outcome]) => this.#narrowedBy(narrow, name, outcome), this.scopes.inner);
    return Object.keys(variables).length === 0 ? scope : withVariables(scope, variables);
  }

  #narrowedBy(scope: TypeScope, name: string, outcome: boolean): TypeScope {
    const parsed = this.#parsed(name);
    if (parsed === undefined || !this.typist.isTrusted(parsed)) return unknownScope;
    return parsed.value.kind === 'expression' ? narrowScope(scope, parsed.value.expression.root, outcome) : scope;
  }

  #parsed(name: string): ParsedField | undefined {
    return this.typist.analysis.fields.byNode[this.node.order]?.find((parsed) => parsed.name === name);
  }

  #handled(): Type | undefined {
    if (!this.node.blocks.some((block) => block.name === 'handle')) return undefined;
    return this.#blockIn('handle', withVariables(this.scopes.failing, { failure: handledFailureType }));
  }

  #blockIn(name: string, scope: TypeScope): Type {
    const block = this.node.blocks.find((candidate) => candidate.name === name);
    const isRepeated = this.node.kind === 'recursive' && name === 'body' && this.schema('state_schema') === undefined;
    return block === undefined ? unknownType : this.typist.typeBlock(block, scope, this.repeats + Number(isRepeated));
  }

  /** The engine judges outputs by `output_schema`; what contradicts it never comes out. */
  #narrowed(type: Type): Type {
    const declared = this.schema('output_schema');
    if (declared === undefined) return type;
    const narrow = intersectionOf(type, declared);
    return isNever(narrow) && !isNever(type) ? unknownType : narrow;
  }
}
