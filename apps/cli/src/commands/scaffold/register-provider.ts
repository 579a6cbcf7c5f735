/** Adds a class to the `providers` of a Nest module, as its author would: an import behind the others, a name at the end of the list.
 *  Where the module is written in a way that is not understood, nothing is guessed. Pure. */
import { appendItem } from './append-item.js';
import { closingOf, maskedSource } from './masked-source.js';

/** A class, and the file that exports it, as an import names it. */
export interface NewProvider {
  readonly className: string;
  readonly file: string;
}

/** The new source, or the end of a sentence that begins with the name of the module's file. */
export type Registration =
  { readonly ok: true; readonly source: string } | { readonly ok: false; readonly because: string };

/** See the head of this file. */
export function registerProvider(source: string, provider: NewProvider): Registration {
  const { className } = provider;
  const masked = maskedSource(source);
  if (new RegExp(`\\b${className}\\b`).test(masked)) return refused(`has the name ${className} already`);
  const decorators = [...masked.matchAll(/^[ \t]*(?:export[ \t]+)?@Module\(\s*\{/gm)];
  const [decorator] = decorators;
  if (!decorator || decorators.length > 1) return refused('has not exactly one @Module({ … }) that begins a line');
  const open = decorator.index + decorator[0].length - 1;
  const close = closingOf(masked, open);
  // A division or a pattern: quotes and brackets in it may be none.
  if (close < 0 || masked.slice(0, close).includes('/')) return refused('has brackets that cannot be followed');
  const listed = listedIn({ source, masked, open, close }, className);
  return typeof listed === 'string' ? imported(listed, masked.slice(0, open), provider) : listed;
}

interface ModuleObject {
  readonly source: string;
  readonly masked: string;
  readonly open: number;
  readonly close: number;
}

function listedIn(object: ModuleObject, className: string): string | Registration {
  const { source, masked, open, close } = object;
  const value = valueOf('providers', masked, open, close);
  if (value < 0) return appendItem(object, `providers: [${className}]`);
  const end = closingOf(masked, value);
  // What stands behind the list may make another one of it.
  const isList = masked.charAt(value) === '[' && /^\s*[,}]/.test(masked.slice(end + 1));
  if (!isList) return refused('has providers that are no list [ … ]');
  return appendItem({ source, masked, open: value, close: end }, className);
}

/** Where the value of a property begins, of this object and of none within it; -1 where it has no such property. */
function valueOf(name: string, masked: string, open: number, close: number): number {
  const property = new RegExp(`(?<=[{,\\s])${name}\\s*:\\s*`, 'y');
  for (let at = open + 1; at < close; at += 1) {
    property.lastIndex = at;
    if (property.test(masked)) return property.lastIndex;
    if ('([{'.includes(masked.charAt(at))) at = closingOf(masked, at);
  }
  return -1;
}

/** @param above what stands above the list, masked: the edit has moved nothing there. */
function imported(source: string, above: string, { className, file }: NewProvider): Registration {
  const statements = [...above.matchAll(/^import\b[^;]*?(['"])_*\1[ \t]*;?/gm)];
  const last = statements.at(-1);
  if (!last) return refused('imports nothing above its module');
  const end = last.index + last[0].length;
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const line = `import { ${className} } from '${file}';`;
  return { ok: true, source: `${source.slice(0, end)}${eol}${line}${source.slice(end)}` };
}

function refused(because: string): { readonly ok: false; readonly because: string } {
  return { ok: false, because };
}
