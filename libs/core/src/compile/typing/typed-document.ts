/** Everything that typing a document has found: what others may ask, and what the checks and the assembly need beside it. */
import type { Type } from '../../type/type.js';
import type { ParsedField } from '../analyse/parse-field.js';
import type { NodeDraft } from '../read/draft.js';
import type { DocumentTypes } from './document-types.js';
import type { Skipping } from './presence.js';
import type { TypedField } from './typed-field.js';

/** A document with its types. */
export interface TypedDocument extends DocumentTypes {
  /** What an execution that completes gives: its outputs by name. */
  readonly output: Type;
  /** Whether the node is skipped when nothing fails. */
  skippingOf(node: NodeDraft): Skipping;
  /** The node that always fails and so keeps this one from ever running. */
  deadEndBefore(node: NodeDraft): NodeDraft | undefined;
  /** A field with its types; undefined for fields whose text has findings of its own. */
  typedField(parsed: ParsedField): TypedField | undefined;
  /** Type of a schema field of a node; undefined where there is none, unknown where it is unsound. */
  schemaOf(node: NodeDraft, name: string): Type | undefined;
}
