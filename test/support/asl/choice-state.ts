/** Choice: a condition whose cases say who follows. */
import type { JsonObject } from '@ice/core';
import { literal, plain, untyped, valueOf } from './cel.js';
import { judgeRule, type Judged } from './choice-rule.js';
import type { ChoiceRule } from './definition.js';
import { assigned, narrowed } from './output.js';
import { fieldPath, fillTemplate } from './payload-template.js';
import type { Scope } from './scope.js';
import type { StateDraft } from './state-draft.js';

/** Asks its rules in order; one that speaks of a variable that is not there ends the machine. */
export function convertChoice(draft: StateDraft): void {
  const { state } = draft;
  const input = { ...draft.raw, data: draft.ensure(fieldPath(state.InputPath, draft.raw)) };
  const cases = (state.Choices ?? []).flatMap((rule, index) => casesOf(draft, rule, index, input));
  draft.add({ id: draft.idOf('work'), type: 'condition', cases, else: { nodes: [otherwise(draft, input)] } });
  const chosen = draft.keep('chosen', valueOf(`nodes.${draft.idOf('work')}.output`));
  const data = narrowed(draft, input.data, draft.raw);
  draft.finish(`{"to": ${chosen}.to, "data": ${data}, "vars": ${chosen}.vars}`);
}

function casesOf(draft: StateDraft, rule: ChoiceRule, index: number, input: Scope): readonly JsonObject[] {
  const judged = judgeRule(rule, input);
  const vars = rule.Assign ? `merge(${input.vars}, ${fillTemplate(rule.Assign, input).cel})` : input.vars;
  const chosen = choice(draft, `case${index}`, rule.Next ?? '', vars);
  return [...lostCases(draft, judged, index), { when: judged.holds, block: { nodes: [chosen] } }];
}

function lostCases(draft: StateDraft, judged: Judged, index: number): readonly JsonObject[] {
  return judged.lost.map(({ when, path }, place) => {
    const message = plain(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
    const node = draft.raise(`lost${index}_${place}`, 'States.Runtime', draft.said(message));
    return { when, block: { nodes: [node] } };
  });
}

function otherwise(draft: StateDraft, input: Scope): JsonObject {
  const { Default } = draft.state;
  if (Default !== undefined) return choice(draft, 'default', Default, assigned(draft, input));
  return draft.raise('none', 'States.NoChoiceMatched', draft.said('No rule holds, and there is no default.'));
}

function choice(draft: StateDraft, part: string, to: string, vars: string): JsonObject {
  return untyped(draft.idOf(part), valueOf(`{"to": ${literal(to)}, "vars": ${vars}}`));
}
