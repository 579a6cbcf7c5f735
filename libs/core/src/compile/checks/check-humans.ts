/** Check: the question to a person says what may be answered in the one way that its `approval` has. */
import type { Finding } from '../diagnostic/finding.js';
import { fieldOf, itemFields, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import { missingFinding, repeatedFindings, uselessFindings } from './form-finding.js';

/** Findings about `choices` and `answer_schema`. */
export function checkHumans(draft: DocumentDraft): readonly Finding[] {
  return draft.nodes.filter((node) => node.kind === 'human').flatMap(checkHuman);
}

function checkHuman({ object }: NodeDraft): readonly Finding[] {
  const approval = fieldOf(object, 'approval')?.value as string | undefined;
  if (approval === undefined) return [];
  const where = `where "approval" is "${approval}"`;
  const useless = uselessFindings(object, uselessBeside[approval] ?? [], where);
  if (approval !== 'choice') return useless;
  const lacksChoices = !Object.hasOwn(object.values, 'choices');
  return [
    ...(lacksChoices ? [missingFinding(object, 'choices', 'a choice is made among them')] : []),
    ...repeatedFindings(itemFields(fieldOf(object, 'choices'))),
    ...useless,
  ];
}

const uselessBeside: Readonly<Record<string, readonly string[]>> = {
  approve_reject: ['choices', 'answer_schema'],
  choice: ['answer_schema'],
  input: ['choices'],
};
