/** Check: every name in an expression means something at its place. */
import type { DocumentReference } from '../analyse/document-references.js';
import { isFault, type Names, type Resolution } from '../analyse/resolve-reference.js';
import { describeMisuse } from '../analyse/secret-misuse.js';
import { describePlace, quote } from '../diagnostic/describe-value.js';
import type { DiagnosticCode } from '../diagnostic/diagnostic.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { adviseReference } from './advise-reference.js';

/** Findings for references that mean nothing, are out of scope, or ask for what this version does not have. */
export function checkReferences(references: readonly DocumentReference[], names: Names): readonly Finding[] {
  const secretPlaces = new Set<string>();
  return references.flatMap((reference) => {
    if (!isFault(reference.resolution)) return [];
    const found = finding(reference, codeOf(reference.resolution), names);
    if (found.code !== 'secret-not-allowed') return [found];
    // A text may read several secrets, or one several times: that it may not is one fault.
    return secretPlaces.size === secretPlaces.add(found.pointer).size ? [] : [found];
  });
}

function codeOf({ kind }: Resolution): DiagnosticCode {
  if (kind === 'misplaced-secret') return 'secret-not-allowed';
  return kind === 'hidden-node' || kind === 'hidden-variable' ? 'reference-out-of-scope' : 'unknown-reference';
}

function finding(found: DocumentReference, code: DiagnosticCode, names: Names): Finding {
  const { parsed, reference } = found;
  const place = { pointer: parsed.field.pointer + reference.pointer, nodeId: parsed.field.nodeId };
  return errorAt(place, code, `${describePlace(place.pointer)}: ${sentence(found)}`, () =>
    adviseReference(found, names),
  );
}

function sentence({ reference, resolution, site }: DocumentReference): string {
  const { root, id = '', path } = reference;
  switch (resolution.kind) {
    case 'unknown-node':
      return `there is no node ${quote(id)}`;
    case 'unknown-input':
      return `there is no input ${quote(String(path[0]))}`;
    case 'unknown-member':
      return `${root}${id && `.${id}`} has no ${quote(String(path[0]))}`;
    case 'unknown-variable':
      return `nothing is named ${quote(root)}`;
    case 'hidden-variable':
      return `${quote(root)} does not exist here`;
    case 'hidden-node':
      return `node ${quote(id)} cannot be read from ${site.node?.id ? `node ${quote(site.node.id)}` : 'here'}`;
    case 'misplaced-secret':
      return describeMisuse(resolution.misuse);
    default:
      return `${quote(root)} means nothing here`;
  }
}
