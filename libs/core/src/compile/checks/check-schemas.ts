/** Check: schemas are schemas, and the defaults of inputs fit theirs. */
import { canonicalJson } from '../../blueprint/canonical-json.js';
import { extendPointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import { checkSchema, compileSchema, expandSchema, type JsonSchema, type SchemaProblem } from '../../schema/index.js';
import { describePlace } from '../describe-value.js';
import { fieldOf, innerField, type DocumentDraft, type Field } from '../draft.js';
import { errorAt, type Finding } from '../finding.js';
import { onePerPlace } from '../one-per-place.js';

/** Most different schemas in one document: each takes milliseconds to make a checker of, equal ones are made once. */
const maxSchemas = 500;

/** Findings about the schemas of inputs and nodes. */
export function checkSchemas(draft: DocumentDraft): readonly Finding[] {
  const inputs = inputSchemas(draft);
  const schemas = [...inputs, ...draft.nodes.flatMap((node) => nodeSchemas(node.object))];
  const excess = firstTooMany(schemas);
  if (excess !== undefined) return [tooMany(excess)];
  return [...schemas.flatMap(checkField), ...inputs.flatMap(checkDefault)];
}

function inputSchemas(draft: DocumentDraft): readonly Field[] {
  const inputs = fieldOf(draft.object, 'inputs');
  if (inputs === undefined || !isJsonObject(inputs.value)) return [];
  return Object.keys(inputs.value).map((name) => innerField(inputs, name));
}

function nodeSchemas(object: DocumentDraft['object']): readonly Field[] {
  return ['input_schema', 'output_schema', 'state_schema'].flatMap((name) => fieldOf(object, name) ?? []);
}

function firstTooMany(schemas: readonly Field[]): Field | undefined {
  const seen = new Set<string>();
  return schemas.find((schema) => seen.add(canonicalJson(schema.value)).size > maxSchemas);
}

function tooMany(field: Field): Finding {
  const message = `${describePlace(field.pointer)}: more than ${maxSchemas} different schemas in one document`;
  return errorAt(field, 'schema-invalid', message, () => ({ hint: 'Give nodes that answer alike the same schema.' }));
}

function checkField(field: Field): readonly Finding[] {
  const expanded = expandSchema(field.value);
  const problems = expanded.ok ? checkSchema(expanded.schema) : expanded.problems;
  return onePerPlace(problems).map((problem) => schemaFinding(problem, field));
}

function schemaFinding({ code, pointer, message }: SchemaProblem, field: Field): Finding {
  const place = { pointer: field.pointer + pointer, nodeId: field.nodeId };
  const name = code === 'regex-unsafe' ? 'regex-unsafe' : 'schema-invalid';
  return errorAt(place, name, `${describePlace(place.pointer)}: ${message}`);
}

function checkDefault(field: Field): readonly Finding[] {
  const schema = soundSchema(field.value);
  if (!isJsonObject(schema) || !Object.hasOwn(schema, 'default')) return [];
  const problems = compileSchema(schema)(schema['default'] as JsonValue);
  return onePerPlace(problems).map(({ pointer, message }) => {
    const place = { pointer: extendPointer(field.pointer, 'default') + pointer, nodeId: null };
    return errorAt(place, 'validation-failed', `${describePlace(place.pointer)}: ${message}`);
  });
}

/** The schema in full, or undefined where it has findings of its own. */
function soundSchema(value: JsonValue): JsonSchema | undefined {
  const expanded = expandSchema(value);
  return expanded.ok && checkSchema(expanded.schema).length === 0 ? expanded.schema : undefined;
}
