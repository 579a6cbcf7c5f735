/** Check: schemas are schemas, and the defaults of inputs fit theirs. */
import { extendPointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import {
  compileSchema,
  expandKnownSchema,
  knownSchemaProblems,
  schemaPatternCost,
  type JsonSchema,
  type SchemaProblem,
} from '../../schema/index.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, innerField, type DocumentDraft, type Field } from '../read/draft.js';
import { onePerPlace } from './one-per-place.js';

/**
 * Most instructions of all regular expressions of one document: each takes about a microsecond to compile, and a document of
 * a thousand nodes with a pattern each has some tens of thousands.
 */
const maxPatternCost = 200_000;

/** Findings about the schemas of inputs and nodes. */
export function checkSchemas(draft: DocumentDraft): readonly Finding[] {
  return [...checkFields(schemaFields(draft)), ...inputSchemas(draft).flatMap(checkDefault)];
}

/** Compiling patterns is what costs here, so the first schema with too many ends the search. */
function checkFields(fields: readonly Field[]): readonly Finding[] {
  const findings: Finding[] = [];
  const counted = new Set<string>();
  const seen = new Set<JsonSchema>();
  let room = maxPatternCost;
  for (const field of fields) {
    const checked = checkField(field);
    findings.push(...checked.findings);
    // The patterns of a schema that was there before are counted already.
    if (checked.schema === undefined || seen.size === seen.add(checked.schema).size) continue;
    room -= schemaPatternCost(checked.schema, counted);
    if (room < 0) return [...findings, tooManyPatterns(field)];
  }
  return findings;
}

/** The fields of the document that hold schemas, in either form. */
export function schemaFields(draft: DocumentDraft): readonly Field[] {
  return [...inputSchemas(draft), ...draft.nodes.flatMap((node) => nodeSchemas(node.object))];
}

function inputSchemas(draft: DocumentDraft): readonly Field[] {
  const inputs = fieldOf(draft.object, 'inputs');
  if (inputs === undefined || !isJsonObject(inputs.value)) return [];
  return Object.keys(inputs.value).map((name) => innerField(inputs, name));
}

function nodeSchemas(object: DocumentDraft['object']): readonly Field[] {
  return ['input_schema', 'output_schema', 'state_schema', 'answer_schema'].flatMap(
    (name) => fieldOf(object, name) ?? [],
  );
}

function tooManyPatterns(field: Field): Finding {
  const message = `${describePlace(field.pointer)}: the regular expressions of the document are too large together`;
  return errorAt(field, 'regex-unsafe', message, () => ({ hint: 'Use shorter patterns, or the same one more often.' }));
}

interface CheckedField {
  readonly findings: readonly Finding[];
  /** The schema in full, when it is sound. */
  readonly schema?: JsonSchema;
}

function checkField(field: Field): CheckedField {
  const expanded = expandKnownSchema(field.value);
  const problems = knownSchemaProblems(field.value);
  if (expanded.ok && problems.length === 0) return { findings: [], schema: expanded.schema };
  return { findings: onePerPlace(problems).map((problem) => schemaFinding(problem, field)) };
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
  const expanded = expandKnownSchema(value);
  return expanded.ok && knownSchemaProblems(value).length === 0 ? expanded.schema : undefined;
}
