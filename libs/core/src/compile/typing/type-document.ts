/** Finds the types of a document: each node after those that it reads, nested blocks in their container's turn, every field once (in a
 *  recursive node: until its state settles). Linear in nodes and edges; recursion only as deep as blocks nest. */
import { isNever } from '../../type/options-of.js';
import { unknownType, type Type } from '../../type/type.js';
import type { Analysis } from '../analyse/analysis.js';
import type { Finding } from '../diagnostic/finding.js';
import type { TypedDocument } from './typed-document.js';
import { Typist } from './typist.js';

/**
 * The types of a document.
 *
 * @param schemaFindings what is wrong with its schemas: those describe nothing.
 */
export function typeDocument(analysis: Analysis, schemaFindings: readonly Finding[]): TypedDocument {
  const typist = new Typist(analysis, schemaFindings);
  typist.typeAll();
  return {
    output: typist.typeOutputs(),
    outputOf: (node) => typist.outputs.completed(node),
    blockOutputOf: (block) => knownOf(typist.blockOutputs.get(block)),
    scopeAt: (site) => typist.scopeAt(site),
    skippingOf: (node) => typist.outputs.presence.skippingOf(node),
    deadEndBefore: (node) => typist.deadEnds.causeOf(node),
    typedField: (parsed) => typist.fields.get(parsed),
    schemaOf: (node, name) => typist.schemas.ofNode(node, name),
  };
}

/** Of what never comes about nothing can be said. */
function knownOf(type: Type | undefined): Type {
  return type === undefined || isNever(type) ? unknownType : type;
}
