/** Findings about the form of a node that its schema cannot tell: what two fields say about each other. */
import { describePlace, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Advice, type Finding, type Place } from '../diagnostic/finding.js';
import { fieldOf, placeOf, type Field, type ObjectDraft } from '../read/draft.js';

/** A fault in words, which follow the place. */
export function formFinding(place: Place, words: string, advice: Advice = {}): Finding {
  return errorAt(place, 'validation-failed', `${describePlace(place.pointer)}: ${words}`, () => advice);
}

/** A member that has to be there because of another one. */
export function missingFinding(object: ObjectDraft, name: string, because: string, fix?: Advice['fix']): Finding {
  const place = placeOf(object, name);
  const message = `${describePlace(place.pointer)} is missing: ${because}`;
  return errorAt(place, 'validation-failed', message, () => ({ fix }));
}

/** The members of these names, which nothing would ever read. Taking one out changes nothing, so the fix does. */
export function uselessFindings(object: ObjectDraft, names: readonly string[], where: string): readonly Finding[] {
  return names.flatMap((name) => {
    const field = fieldOf(object, name);
    return field === undefined ? [] : [formFinding(field, `${quote(name)} has no effect ${where}`, removal(field))];
  });
}

/** The texts that stand in the list already. */
export function repeatedFindings(items: readonly Field[]): readonly Finding[] {
  const seen = new Set<unknown>();
  const repeated = items.filter(({ value }) => seen.size === seen.add(value).size);
  return repeated.map((item) => formFinding(item, `${quote(String(item.value))} is listed twice`, removal(item)));
}

/** Takes the field out. */
export function removal(field: Field): Advice {
  return { fix: { title: 'Remove it', patch: [{ op: 'remove', path: field.pointer }] } };
}
