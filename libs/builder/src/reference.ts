/** Typed references: what `nodes.load_csv.rows` is in TypeScript before it is text in a blueprint. Immutable; knows no values. */

const source = Symbol('ice.expression');

/** A place in inputs, outputs or variables. Any member of it is a reference again; in a template string it writes itself as `{{ … }}`. */
export interface Reference {
  readonly [member: string]: Reference;
  readonly [index: number]: Reference;
}

/** An expression that stands for a value: a reference, or what `expression` made. */
export type Expression = Reference;

/** A reference to this path; `path` is expression source. */
export function referTo(path: string): Reference {
  return new Proxy(Object.freeze({ [source]: path }), {
    get: (_target, member) => read(path, member),
    has: (_target, member) => member === source,
  });
}

/**
 * An expression of the blueprint's language around references:
 * `expression\`${nodes.price.price} > 100\``. Strings that are put in become string literals.
 */
export function expression(parts: TemplateStringsArray, ...values: readonly unknown[]): Expression {
  const text = parts.map((part, index) => part + (index < values.length ? literalOf(values[index]) : '')).join('');
  return referTo(text);
}

/** The source of a reference, or undefined for any other value. */
export function sourceOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !(source in value)) return undefined;
  return (value as { readonly [source]: string })[source];
}

function read(path: string, member: string | symbol): unknown {
  if (member === source) return path;
  if (member === Symbol.toPrimitive || member === 'toString' || member === 'toJSON') return () => `{{ ${path} }}`;
  if (typeof member === 'symbol') return undefined;
  if (/^\d+$/.test(member)) return referTo(`${path}[${member}]`);
  return referTo(/^[A-Za-z_]\w*$/.test(member) ? `${path}.${member}` : `${path}[${quote(member)}]`);
}

function literalOf(value: unknown): string {
  const path = sourceOf(value);
  if (path !== undefined) return path;
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
