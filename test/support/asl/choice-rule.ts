/** Rules of a choice as conditions: when one holds, and when it cannot be told because what it speaks of is not there. */
import { every, literal, some } from './cel.js';
import type { ChoiceRule } from './definition.js';
import { leadsSomewhere, readPath } from './json-path.js';
import { NotClaimed } from './not-claimed.js';
import type { Scope } from './scope.js';
import { matches } from './wildcard.js';

/** A rule as conditions. */
export interface Judged {
  readonly holds: string;
  /** Where its evaluation would meet a variable that is not there, and which one. */
  readonly lost: readonly { readonly when: string; readonly path: string }[];
}

const orders: Readonly<Record<string, string>> = {
  Equals: '==',
  LessThan: '<',
  GreaterThan: '>',
  LessThanEquals: '<=',
  GreaterThanEquals: '>=',
};

const kinds: Readonly<Record<string, string>> = { String: 'string', Numeric: 'number', Boolean: 'boolean' };

const questions: Readonly<Record<string, (cel: string) => string>> = {
  IsNull: (cel) => `${cel} == null`,
  IsString: (cel) => `type(${cel}) == "string"`,
  IsNumeric: (cel) => `type(${cel}) == "number"`,
  IsBoolean: (cel) => `type(${cel}) == "boolean"`,
  IsTimestamp: isTime,
};

const structure = new Set(['Variable', 'Next', 'Assign', 'Comment', 'And', 'Or', 'Not']);

/** Judges a rule with all that is inside. */
export function judgeRule(rule: ChoiceRule, scope: Scope): Judged {
  if (rule.And) return inTurn(rule.And, scope, (holds) => holds, every);
  if (rule.Or) return inTurn(rule.Or, scope, (holds) => `!(${holds})`, some);
  if (rule.Not) {
    const inner = judgeRule(rule.Not, scope);
    return { holds: `!(${inner.holds})`, lost: inner.lost };
  }
  return comparison(rule, scope);
}

/** One after the other: a rule is reached only when those before it leave the question open. */
function inTurn(
  rules: readonly ChoiceRule[],
  scope: Scope,
  goOn: (holds: string) => string,
  join: (conditions: readonly string[]) => string,
): Judged {
  const judged = rules.map((rule) => judgeRule(rule, scope));
  const lost = judged.flatMap((one, index) => {
    const before = judged.slice(0, index).map(({ holds }) => goOn(holds));
    return one.lost.map(({ when, path }) => ({ when: every([...before, when]), path }));
  });
  return { holds: join(judged.map(({ holds }) => holds)), lost };
}

function comparison(rule: ChoiceRule, scope: Scope): Judged {
  const operator = Object.keys(rule).find((key) => !structure.has(key)) ?? '';
  const path = rule.Variable ?? '$';
  const there = leadsSomewhere(path, scope);
  if (operator === 'IsPresent') return { holds: rule[operator] === true ? there : `!(${there})`, lost: [] };
  const { cel } = readPath(path, scope);
  const question = questions[operator];
  if (question) return { holds: every([there, asked(question(cel), rule[operator])]), lost: [lostAt(there, path)] };
  return compared(operator, rule, scope, { cel, there, path });
}

/** A comparison with a value, or (`…Path`) with what a path leads to. */
function compared(
  operator: string,
  rule: ChoiceRule,
  scope: Scope,
  left: { readonly cel: string; readonly there: string; readonly path: string },
): Judged {
  if (!operator.endsWith('Path')) {
    const value = rule[operator] as string | number | boolean;
    const holds =
      operator === 'StringMatches' ? matches(left.cel, String(value)) : ordered(operator, left.cel, literal(value));
    return { holds: every([left.there, holds]), lost: [lostAt(left.there, left.path)] };
  }
  const other = String(rule[operator]);
  const there = leadsSomewhere(other, scope);
  const holds = ordered(operator.slice(0, -'Path'.length), left.cel, readPath(other, scope).cel);
  const lost = [lostAt(left.there, left.path), { when: every([left.there, `!(${there})`]), path: other }];
  return { holds: every([left.there, there, holds]), lost };
}

function ordered(operator: string, left: string, right: string): string {
  const [, family = '', order = ''] = /^(String|Numeric|Boolean|Timestamp)(.*)$/.exec(operator) ?? [];
  const sign = orders[order];
  if (sign === undefined) throw new NotClaimed('choice-operator', operator);
  if (family === 'Timestamp') return every([isTime(left), isTime(right), `date(${left}) ${sign} date(${right})`]);
  const kind = kinds[family] as string;
  return every([`type(${left}) == "${kind}"`, `type(${right}) == "${kind}"`, `${left} ${sign} ${right}`]);
}

/** Looks like a time of RFC 3339: there is no pattern to match it with. */
function isTime(cel: string): string {
  const marks = [4, 7].map((place) => `${cel}.slice(${place}, ${place + 1}) == "-"`);
  const zone = `${cel}.endsWith("Z") || ${cel}.slice(-6, -5) in ["+", "-"]`;
  return every([`type(${cel}) == "string"`, `size(${cel}) >= 20`, ...marks, `${cel}.slice(10, 11) == "T"`, zone]);
}

function asked(condition: string, answer: unknown): string {
  return answer === true ? condition : `!(${condition})`;
}

function lostAt(there: string, path: string): { readonly when: string; readonly path: string } {
  return { when: `!(${there})`, path };
}
