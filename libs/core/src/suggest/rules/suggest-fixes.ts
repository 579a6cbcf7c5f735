/** Rule: what the compiler knows how to mend is offered as a suggestion too. */
import type { Study } from '../study.js';
import type { Idea } from '../suggestion.js';

/** Ideas for the document. */
export function suggestFixes({ diagnostics }: Study): readonly Idea[] {
  return diagnostics.flatMap(({ fix, message, severity }) => {
    if (fix === undefined) return [];
    const reason = `${fix.title}. ${message}`;
    return [{ type: 'fix' as const, reason, confidence: severity === 'error' ? 0.95 : 0.6, patch: fix.patch }];
  });
}
