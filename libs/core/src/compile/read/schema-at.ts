/** Finds the parts of a zod schema that judge a place below it. Reads schemas, never a document. */
import { z } from 'zod';

type Schema = z.core.$ZodType;
type Path = readonly (string | number)[];

/** The schemas that a value at the path may have to fit: several where a union stands on the way, none where nothing is known. */
function schemasAt(schema: Schema, path: Path): readonly Schema[] {
  let schemas = branchesOf(schema);
  for (const token of path) schemas = schemas.flatMap((candidate) => stepInto(candidate, token)).flatMap(branchesOf);
  return schemas;
}

/** The keys that an object at the path may have. */
export function knownKeys(schema: Schema, path: Path): readonly string[] {
  const shapes = schemasAt(schema, path).map((candidate) => shapeOf(candidate) ?? {});
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
}

/** True when the value would be sound at the path. */
export function fitsAt(schema: Schema, path: Path, value: unknown): boolean {
  return schemasAt(schema, path).some((candidate) => z.core.safeParse(candidate, value).success);
}

/** The schema itself, or what it wraps or chooses from. */
function branchesOf(schema: Schema): readonly Schema[] {
  const definition = (schema as z.core.$ZodTypes)._zod.def;
  if (definition.type === 'optional') return branchesOf(definition.innerType);
  return definition.type === 'union' ? definition.options.flatMap(branchesOf) : [schema];
}

function stepInto(schema: Schema, token: string | number): readonly Schema[] {
  const definition = (schema as z.core.$ZodTypes)._zod.def;
  if (definition.type === 'array') return [definition.element];
  if (definition.type === 'record') return [definition.valueType];
  const shape = shapeOf(schema);
  return shape !== undefined && Object.hasOwn(shape, token) ? [shape[token] as Schema] : [];
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  const definition = (schema as z.core.$ZodTypes)._zod.def;
  return definition.type === 'object' ? definition.shape : undefined;
}
