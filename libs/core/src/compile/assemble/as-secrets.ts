/** Has expressions that are a secret input read the secret of that name: from then on it is one like all others, and the recorded inputs,
 *  which hold a label in its place, are not asked. Pure. */
import { createExpression, type Expression, type TemplateValue } from '../../expression/index.js';
import { secretOf } from '../../secret/secret-of.js';

/** The template with `secrets` in the place of every bare `inputs.NAME` of one of these inputs; the same one where there are none. */
export function asSecrets(value: TemplateValue, secretInputs: ReadonlySet<string>): TemplateValue {
  if (secretInputs.size === 0) return value;
  switch (value.kind) {
    case 'literal':
      return value;
    case 'expression':
      return { ...value, expression: asSecret(value.expression, secretInputs) };
    case 'text':
      return { ...value, parts: Object.freeze(value.parts.map((part) => secretIn(part, secretInputs))) };
    case 'list':
      return { ...value, items: value.items.map((item) => asSecrets(item, secretInputs)) };
    case 'object':
      return {
        ...value,
        entries: value.entries.map(([key, member]) => [key, asSecrets(member, secretInputs)] as const),
      };
  }
}

function secretIn(part: string | Expression, secretInputs: ReadonlySet<string>): string | Expression {
  return typeof part === 'string' ? part : asSecret(part, secretInputs);
}

function asSecret(expression: Expression, secretInputs: ReadonlySet<string>): Expression {
  const id = secretOf(expression, secretInputs);
  if (id === null || expression.root.kind === 'reference') return expression;
  const { start, end } = expression.root;
  return createExpression(expression.source, Object.freeze({ kind: 'reference', root: 'secrets', id, start, end }));
}
