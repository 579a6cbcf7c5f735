/** Types one document, block by block. State that lives as long as typing takes; what comes of it is `TypedDocument`. */
import type { TypeScope } from '../../expression/index.js';
import { neverType, objectOfTypes, unknownType, type Type } from '../../type/type.js';
import type { Analysis } from '../analyse/analysis.js';
import type { DocumentReference } from '../analyse/document-references.js';
import type { ParsedField } from '../analyse/parse-field.js';
import { isFault } from '../analyse/resolve-reference.js';
import type { Site } from '../analyse/visibility.js';
import type { Finding } from '../diagnostic/finding.js';
import type { BlockDraft, NodeDraft } from '../read/draft.js';
import { orderBlock, type BlockOrder } from './block-order.js';
import { blockOutput, outputsById } from './block-output.js';
import { DeadEnds } from './dead-ends.js';
import { monitoredExecutionType } from './fact-types.js';
import { NodeOutputs } from './node-outputs.js';
import { nodeScopes, type NodeScopes } from './node-scopes.js';
import { NodeTypist } from './node-typist.js';
import { Presence } from './presence.js';
import { SchemaTypes } from './schema-types.js';
import { skippingByWhen } from './skipping-by-when.js';
import { BlockScope, documentScope, withoutFaults, withVariables } from './type-scopes.js';
import { typeField, type TypedField } from './typed-field.js';
import { uncertainBlocks } from './uncertain-blocks.js';

/** The types of a document in the making. */
export class Typist {
  readonly schemas: SchemaTypes;
  readonly outputs: NodeOutputs;
  readonly deadEnds: DeadEnds;
  readonly blockOutputs = new Map<BlockDraft, Type>();
  readonly fields = new Map<ParsedField, TypedField>();
  readonly #orders: ReadonlyMap<BlockDraft, BlockOrder>;
  readonly #faults: ReadonlyMap<ParsedField, readonly DocumentReference[]>;
  readonly #uncertain: ReadonlySet<BlockDraft>;
  readonly #outerScopes = new Map<BlockDraft, TypeScope>();
  /** By the node's `order`. */
  readonly #nodeScopes: NodeScopes[] = [];
  /** Scopes of fields that see more than the other fields of their node. */
  readonly #ownScopes = new Map<ParsedField, TypeScope>();

  constructor(
    readonly analysis: Analysis,
    schemaFindings: readonly Finding[],
  ) {
    const { draft, edges, fields } = analysis;
    this.schemas = new SchemaTypes(schemaFindings);
    this.#faults = faultsByField(analysis.references);
    this.#uncertain = uncertainBlocks(analysis);
    this.#orders = new Map(draft.blocks.map((block) => [block, orderBlock(block, edges)]));
    const presence = new Presence(edges, (node) => skippingByWhen(fields.byNode[node.order] ?? []));
    for (const { sorted } of this.#orders.values()) for (const node of sorted) presence.add(node);
    this.outputs = new NodeOutputs(draft, presence);
    this.deadEnds = new DeadEnds(edges, this.outputs);
  }

  /** Types the root, the `finally` block, the declared outputs and the monitors. */
  typeAll(): void {
    const { draft, fields } = this.analysis;
    const scope = documentScope(this.schemas.ofInputs(draft));
    this.typeBlock(draft.root, scope, 0);
    const afterwards = new BlockScope(this.outputs, draft.root, 'afterwards', scope);
    if (draft.finally !== null) this.typeBlock(draft.finally, afterwards, 0);
    for (const parsed of fields.outputs) this.typeField(parsed, this.#endOf(draft.root));
    // They look on from the start: what has not settled yet is null to them.
    const watching = withVariables(afterwards, { execution: monitoredExecutionType });
    for (const { when, message } of fields.monitors)
      for (const parsed of [when, message]) this.typeField(parsed, watching);
  }

  /** What all outputs of the document are together, once everything is typed. */
  typeOutputs(): Type {
    const { draft, fields, edges } = this.analysis;
    if (!Object.hasOwn(draft.object.values, 'outputs')) return outputsById(draft.root, edges, this.outputs);
    const types = fields.outputs.map((parsed) => [parsed.name, this.fields.get(parsed)?.whole.type ?? unknownType]);
    return objectOfTypes(Object.fromEntries(types) as Readonly<Record<string, Type>>);
  }

  /** Types a block inside a scope; `repeats` as in `NodeTyping`. Typing it again forgets what was found before. */
  typeBlock(block: BlockDraft, outer: TypeScope, repeats: number): Type {
    this.#outerScopes.set(block, outer);
    const { sorted, knotted } = this.#orders.get(block) ?? { sorted: [], knotted: [] };
    for (const node of sorted) {
      this.outputs.set(node, this.#typeNode(node, outer, repeats));
      this.deadEnds.add(node);
      if (this.#neverRuns(node)) this.outputs.set(node, neverType);
    }
    for (const node of knotted) this.#typeNode(node, outer, repeats);
    const type = this.#outputOf(block);
    this.blockOutputs.set(block, type);
    return type;
  }

  /** Types a field; unknown where its text is unsound. */
  typeField(parsed: ParsedField, scope: TypeScope): Type {
    if (!parsed.isSound) return unknownType;
    const faults = this.#faults.get(parsed);
    const seen =
      faults === undefined
        ? scope
        : withoutFaults(
            scope,
            faults.map(({ reference }) => reference),
          );
    const typed = typeField(parsed.value, seen);
    this.fields.set(parsed, typed);
    return typed.whole.type;
  }

  /** The same for a field that sees more than the others of its node. */
  typeOwnField(parsed: ParsedField, scope: TypeScope): Type {
    this.#ownScopes.set(parsed, scope);
    return this.typeField(parsed, scope);
  }

  /** True for a typed field without a fault: what a condition at fault was meant to rule out nobody knows. */
  isTrusted(parsed: ParsedField): boolean {
    return this.fields.get(parsed)?.problems.length === 0 && !this.#faults.has(parsed);
  }

  scopeAt({ block, node, field }: Site): TypeScope {
    if (node === null) return this.#endOf(block);
    const scopes = this.#nodeScopes[node.order];
    if (scopes === undefined) return this.#endOf(block);
    const parsed = this.analysis.fields.byNode[node.order]?.find(({ name }) => name === field);
    const own = parsed === undefined ? undefined : this.#ownScopes.get(parsed);
    return own ?? scopeOf(field, scopes);
  }

  #typeNode(node: NodeDraft, outer: TypeScope, repeats: number): Type {
    if (node.kind === null) return unknownType;
    const fields = this.analysis.fields.byNode[node.order] ?? [];
    const plain = new BlockScope(this.outputs, node.block, node, outer);
    const when = fields.find(({ name }) => name === 'when');
    if (when !== undefined) this.typeField(when, plain);
    const scopes = nodeScopes(plain, when, when === undefined || this.isTrusted(when));
    this.#nodeScopes[node.order] = scopes;
    for (const parsed of fields) {
      if (isTypedApart(parsed.name)) continue;
      this.typeField(parsed, scopeOf(parsed.name, scopes));
    }
    return new NodeTypist(this, node, scopes, repeats).type(node.kind);
  }

  /** True for a node that is always skipped: whatever it would give, null is all that is ever read of it. */
  #neverRuns(node: NodeDraft): boolean {
    return this.outputs.presence.skippingOf(node) === 'always' || this.deadEnds.causeOf(node) !== undefined;
  }

  /** What expressions see when all in the block has settled. */
  #endOf(block: BlockDraft): TypeScope {
    return new BlockScope(this.outputs, block, 'end', this.#outerScopes.get(block) ?? documentScope(unknownType));
  }

  #outputOf(block: BlockDraft): Type {
    const declared = this.analysis.fields.blockOutputs.get(block);
    const given = declared === undefined ? undefined : this.typeField(declared, this.#endOf(block));
    if (block.nodes.some((node) => this.outputs.isDeadEnd(node))) return neverType;
    if (given !== undefined) return given;
    return this.#uncertain.has(block) ? unknownType : blockOutput(block, this.analysis.edges, this.outputs);
  }
}

/** `when` comes before the others; what is asked of the state after a pass, or when earlier cases have not held, sees more. */
function isTypedApart(field: string): boolean {
  return field === 'when' || field === 'until' || field.startsWith('cases.');
}

function scopeOf(field: string, { plain, inner, failing }: NodeScopes): TypeScope {
  if (field === 'when') return plain;
  return field === 'fallback' ? failing : inner;
}

function faultsByField(
  references: readonly DocumentReference[],
): ReadonlyMap<ParsedField, readonly DocumentReference[]> {
  const faults = new Map<ParsedField, DocumentReference[]>();
  for (const reference of references) {
    if (!isFault(reference.resolution)) continue;
    const known = faults.get(reference.parsed);
    if (known === undefined) faults.set(reference.parsed, [reference]);
    else known.push(reference);
  }
  return faults;
}
