/** Check: somebody reads every input. */
import { extendPointer } from '../../json/json-pointer.js';
import { isJsonObject } from '../../json/json-value.js';
import type { DocumentReference } from '../analyse/document-references.js';
import { quote } from '../diagnostic/describe-value.js';
import { warningAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, type DocumentDraft } from '../read/draft.js';

/** Warnings about inputs that no expression reads; none where a part of the document could not be read. */
export function checkInputs(draft: DocumentDraft, references: readonly DocumentReference[]): readonly Finding[] {
  const inputs = fieldOf(draft.object, 'inputs');
  if (inputs === undefined || !isJsonObject(inputs.value) || draft.partlyRead) return [];
  const used = new Set<string>();
  for (const { reference, resolution } of references) {
    if (reference.root !== 'inputs') continue;
    // `inputs` as a whole, or with a computed name: any of them may be read. A name that is none may be meant for any of them.
    if (reference.path.length === 0 || resolution.kind === 'unknown-input') return [];
    used.add(String(reference.path[0]));
  }
  const unused = Object.keys(inputs.value).filter((name) => !used.has(name));
  return unused.map((name) => {
    const place = { pointer: extendPointer(inputs.pointer, name), nodeId: null };
    return warningAt(place, 'unused-input', `Nothing reads the input ${quote(name)}.`, () => ({
      hint: `Read it with {{ inputs.${name} }}, or remove it.`,
    }));
  });
}
