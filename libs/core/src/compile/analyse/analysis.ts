/** Everything that is found out about a document before it is judged: made once, read by the checks and by the assembly. */
import type { CompileEnvironment } from '../compile-environment.js';
import type { DocumentDraft } from '../read/draft.js';
import { buildEdges, type Edges } from './build-edges.js';
import { documentReferences, type DocumentReference } from './document-references.js';
import { parseFields, type ParsedFields } from './parse-fields.js';
import { collectNames, type Names } from './resolve-reference.js';

/** A document taken apart. */
export interface Analysis {
  readonly draft: DocumentDraft;
  readonly environment: CompileEnvironment;
  readonly fields: ParsedFields;
  readonly names: Names;
  readonly references: readonly DocumentReference[];
  readonly edges: Edges;
}

/** Takes a draft apart. */
export function analyse(draft: DocumentDraft, environment: CompileEnvironment): Analysis {
  const fields = parseFields(draft);
  const names = collectNames(draft);
  const references = documentReferences(draft, fields, names, environment);
  return { draft, environment, fields, names, references, edges: buildEdges(draft, references) };
}
