/** What the reference of tools says of one tool, made of what the catalog shows of it. */

/** One argument or output, as the catalog shows it. */
export interface ShownPort {
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  readonly default?: unknown;
  readonly schema: ShownSchema;
}

/** A tool, as the catalog shows it. */
export interface ShownTool {
  readonly name: string;
  readonly toolkit: string;
  readonly description: string;
  readonly effect: string;
  readonly ports: { readonly inputs: readonly ShownPort[]; readonly outputs: readonly ShownPort[] };
}

interface ShownSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly ShownSchema[];
  readonly items?: ShownSchema;
  readonly properties?: object;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** Rows of arguments: name, type, default, meaning. */
export function argumentRows({ ports }: ShownTool): readonly (readonly string[])[] {
  return ports.inputs.map((port) => [
    port.name,
    typeText(port.schema),
    port.required ? 'required' : 'default' in port ? JSON.stringify(port.default) : 'none',
    port.description ?? '',
  ]);
}

/** Rows of outputs: name, type, meaning. */
export function outputRows({ ports }: ShownTool): readonly (readonly string[])[] {
  return ports.outputs.map(({ name, schema, description }) => [name, typeText(schema), description ?? '']);
}

function typeText(schema: ShownSchema): string {
  if (schema.anyOf) return schema.anyOf.map(typeText).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.type === undefined) return 'any';
  if (schema.type === 'array') return `list of ${typeText(schema.items ?? {})}`;
  return `${[schema.type].flat().join(' or ')}${rangeText(schema)}`;
}

function rangeText({ minimum, exclusiveMinimum, maximum }: ShownSchema): string {
  const isBounded = maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER;
  const from = minimum ?? (exclusiveMinimum === undefined ? undefined : `above ${exclusiveMinimum}`);
  if (from === undefined) return isBounded ? ` up to ${maximum}` : '';
  return isBounded ? ` ${from} to ${maximum}` : ` from ${from}`;
}
