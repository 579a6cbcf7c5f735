/** Judges a value by a part of a schema: what refers to the whole from inside the part leads to where it led. */
import { compileSchema, isJsonObject } from '@ice/core';
import type { JsonObject, JsonSchema, JsonValue } from '@ice/core';

type Check = (value: JsonValue) => boolean;

/** Names that no schema has by chance: of a whole without one, and of the part. */
const wholeName = 'urn:ice:whole';
const partName = 'urn:ice:part';

/** The parts of one schema, each compiled once. Lives as long as one answer is made. */
export class PartChecker {
  readonly #checks = new WeakMap<object, Check>();

  constructor(readonly root: JsonSchema) {}

  /** True when the value fits the part; also where the part cannot be judged by itself. */
  fits(part: JsonSchema, value: JsonValue): boolean {
    if (typeof part === 'boolean') return part;
    const check = this.#checks.get(part) ?? this.compiled(part);
    this.#checks.set(part, check);
    return check(value);
  }

  /** Compiles a schema that refers to nothing: true of values that fit it. */
  judgeOf(schema: JsonSchema): Check {
    const check = compileSchema(schema);
    return (value) => check(value).length === 0;
  }

  private compiled(part: JsonObject): Check {
    try {
      return this.judgeOf(standingAlone(part, this.root));
    } catch {
      // The whole is too large to stand inside another schema, say: the value is judged in the end.
      return () => true;
    }
  }
}

function standingAlone(part: JsonObject, root: JsonSchema): JsonSchema {
  if (!isJsonObject(root)) return part;
  const { $schema, $id: name = wholeName } = root;
  const holder = typeof $schema === 'string' && $schema.includes('draft-07') ? 'definitions' : '$defs';
  const whole = { [holder]: { whole: { ...root, $id: name } } };
  const inPart = rooted(part, String(name).replace(/#$/, '')) as JsonSchema;
  return { ...($schema !== undefined && { $schema }), $id: partName, ...whole, allOf: [inPart] };
}

/** The value with its references led to the whole. */
function rooted(value: JsonValue, name: string): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((inner) => rooted(inner, name));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const isReference = (key === '$ref' || key === '$dynamicRef') && typeof inner === 'string';
      return [key, isReference ? led(inner, name) : rooted(inner, name)];
    }),
  );
}

function led(reference: string, name: string): string {
  return reference.startsWith('#')
    ? `${name}${reference}`
    : URL.canParse(reference, name)
      ? new URL(reference, name).href
      : reference;
}
