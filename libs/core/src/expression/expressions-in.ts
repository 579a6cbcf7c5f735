/** The expressions of a parsed field. */
import type { Expression } from './expression.js';
import type { TemplateValue } from './template.js';

/** All of them, in the order of the value. */
export function expressionsIn(value: TemplateValue): readonly Expression[] {
  switch (value.kind) {
    case 'literal':
      return [];
    case 'expression':
      return [value.expression];
    case 'text':
      return value.parts.filter((part) => typeof part !== 'string');
    case 'list':
      return value.items.flatMap(expressionsIn);
    case 'object':
      return value.entries.flatMap(([, member]) => expressionsIn(member));
  }
}
