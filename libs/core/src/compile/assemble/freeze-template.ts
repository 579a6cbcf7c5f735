/** Freezes parsed templates, which every execution of a revision shares. Their expressions and literals are frozen already. */
import type { TemplateValue } from '../../expression/index.js';

/** The same value, frozen to its leaves. */
export function freezeTemplate(value: TemplateValue): TemplateValue {
  if (value.kind === 'list') Object.freeze(value.items).forEach(freezeTemplate);
  if (value.kind === 'object')
    for (const entry of Object.freeze(value.entries)) freezeTemplate(Object.freeze(entry)[1]);
  return Object.freeze(value);
}
