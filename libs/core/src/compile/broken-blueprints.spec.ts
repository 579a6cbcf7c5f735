/** Sound blueprints with one typical mistake each: what the compiler says, where, and the fix that it offers. Nothing else: one fault
 *  gives one finding for each place that it shows at. */
import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '../blueprint/canonical-json.js';
import { applyPatch } from '../json/apply-patch.js';
import type { JsonValue } from '../json/json-value.js';
import { formMistakes } from './testing/cases/form-mistakes.js';
import { misspellings, type Misspelling } from './testing/cases/misspellings.js';
import { kindMistakes } from './testing/cases/kind-mistakes.js';
import type { Mistake } from './testing/cases/mistake.js';
import { nameMistakes } from './testing/cases/name-mistakes.js';
import { nullMistakes } from './testing/cases/null-mistakes.js';
import { soundCases } from './testing/cases/sound-cases.js';
import { diagnosticsOf, patch, shortFindings } from './testing/sample-blueprint.js';

const families: readonly (readonly [string, readonly Mistake[]])[] = [
  ['a name', nameMistakes],
  ['the kind of a value', kindMistakes],
  ['a value that may not be there', nullMistakes],
  ['its form', formMistakes],
];

describe.each(families)('a blueprint with a mistake about %s', (_family, mistakes) => {
  it.each(mistakes)('is told of %s', (_name, document, findings) => {
    expect(shortFindings(document)).toEqual(findings);
    const hasAllFixes = findings.every(([, , fix]) => fix !== undefined);
    if (hasAllFixes) expect(shortFindings(mended(document))).toEqual([]);
  });
});

describe.each(soundCases)('a misspelt name in a shape of %s', (_family, cases) => {
  const misspelt = Object.entries(cases).map(([name, sound]) => [name, misspellings(sound)] as const);
  const withNames = misspelt.filter(([, all]) => all.length > 0);
  it.each(withNames)('is told in every text, and mended to what it was: %s', (_name, all) => {
    const untold = all.filter((misspelling) => !isTold(misspelling));
    expect(untold.map(({ pointer, misspelt: text }) => [pointer, text])).toEqual([]);
  });
});

/** One finding at the place; its fix, where the name is long enough to have one, gives the text as it was. */
function isTold({ pointer, original, document }: Misspelling): boolean {
  const [finding, ...more] = shortFindings(document).filter(([, at]) => at === pointer);
  if (finding === undefined || more.length > 0) return false;
  const [code, , fix = patch.replace(pointer, original)] = finding;
  const isAboutNames = code === 'unknown-field' || code === 'unknown-reference';
  return isAboutNames && canonicalJson(fix) === canonicalJson(patch.replace(pointer, original));
}

/** The document with every fix applied. */
function mended(document: JsonValue): JsonValue {
  const patched = applyPatch(
    document,
    diagnosticsOf(document).flatMap(({ fix }) => fix?.patch ?? []),
  );
  if (!patched.ok) throw new Error(patched.problem.message);
  return patched.document;
}
