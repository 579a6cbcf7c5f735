/** Puts what the types know into the expressions that run: keys that are there by their types fail when they are missing. */
import { withRequiredKeys, type Expression, type ExpressionNode, type TemplateValue } from '../../expression/index.js';

/** The template with these keys required; the same one where there are none. */
export function requireKeys(value: TemplateValue, required: ReadonlySet<ExpressionNode> | undefined): TemplateValue {
  if (required === undefined || required.size === 0) return value;
  switch (value.kind) {
    case 'literal':
      return value;
    case 'expression':
      return { ...value, expression: withRequiredKeys(value.expression, required) };
    case 'text':
      return { ...value, parts: Object.freeze(value.parts.map((part) => requireIn(part, required))) };
    case 'list':
      return { ...value, items: value.items.map((item) => requireKeys(item, required)) };
    case 'object':
      return { ...value, entries: value.entries.map(([key, member]) => [key, requireKeys(member, required)] as const) };
  }
}

function requireIn(part: string | Expression, required: ReadonlySet<ExpressionNode>): string | Expression {
  return typeof part === 'string' ? part : withRequiredKeys(part, required);
}
