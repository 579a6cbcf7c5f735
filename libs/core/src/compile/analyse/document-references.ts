/** Every reference of a document with the place it stands at and what it means: made once, read by several checks. */
import type { LocatedReference } from '../../expression/index.js';
import type { DocumentDraft } from '../read/draft.js';
import type { ParsedField } from './parse-field.js';
import type { ParsedFields } from './parse-fields.js';
import { resolveReference, type Names, type Resolution } from './resolve-reference.js';
import { secretMisuse, type SecretSinks } from './secret-misuse.js';
import type { Site } from './visibility.js';

/** One reference. */
export interface DocumentReference {
  readonly reference: LocatedReference;
  readonly resolution: Resolution;
  readonly site: Site;
  /** The field in which it stands. */
  readonly parsed: ParsedField;
}

/**
 * All references of nodes, blocks, outputs and monitors.
 *
 * @param environment its tools and blueprints say where secrets may be read; without one nothing is said about that.
 */
export function documentReferences(
  draft: DocumentDraft,
  fields: ParsedFields,
  names: Names,
  environment?: SecretSinks,
): readonly DocumentReference[] {
  const references: DocumentReference[] = [];
  const add = (parsed: ParsedField, site: Site): void => {
    for (const reference of parsed.references) {
      const misuse = environment && secretMisuse(reference, parsed, site, { draft, names, environment });
      const resolution: Resolution = misuse
        ? { kind: 'misplaced-secret', misuse }
        : resolveReference(reference, site, names);
      references.push({ reference, resolution, site, parsed });
    }
  };
  for (const node of draft.nodes) {
    for (const parsed of fields.byNode[node.order] ?? []) add(parsed, { block: node.block, node, field: parsed.name });
  }
  for (const [block, parsed] of fields.blockOutputs) add(parsed, { block, node: null, field: 'output' });
  for (const parsed of fields.outputs) add(parsed, { block: draft.root, node: null, field: 'outputs' });
  for (const { when, message } of fields.monitors) {
    for (const parsed of [when, message]) add(parsed, { block: draft.root, node: null, field: 'monitors' });
  }
  return references;
}
