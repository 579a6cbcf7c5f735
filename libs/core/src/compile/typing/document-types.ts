/** What is known of the types of a document: asked by checks, suggestions and insights. Of an unsound document too. */
import type { TypeScope } from '../../expression/index.js';
import type { Type } from '../../type/type.js';
import type { Site } from '../analyse/visibility.js';
import type { BlockDraft, NodeDraft } from '../read/draft.js';

/** The types of one document. */
export interface DocumentTypes {
  /** Output of a node that completed (never "absent"); unknown where it cannot be told. */
  outputOf(node: NodeDraft): Type;
  /** What the block gives when all in it has settled and nothing has failed. */
  blockOutputOf(block: BlockDraft): Type;
  /** What an expression at the site sees: variables, node outputs (nullable where they may be absent), run results. */
  scopeAt(site: Site): TypeScope;
}
