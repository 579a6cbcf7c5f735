/** The inputs of the blueprint that a node runs: those of another one, or, where it runs itself, those of this document. */
import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import { expandKnownSchema, knownSchemaProblems, type JsonSchema } from '../../schema/index.js';
import type { CompileEnvironment } from '../compile-environment.js';
import { quote } from '../diagnostic/describe-value.js';
import { fieldOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';

/** What a child takes. */
export interface ChildInputs {
  /** As written; `self` for this document. */
  readonly reference: string;
  /** In messages: `blueprint "greeting"`. */
  readonly title: string;
  /** Name to schema, short forms expanded. */
  readonly inputs: Readonly<Record<string, JsonSchema>>;
}

/** Where children are looked up: this document, and the others. */
export interface ChildSource {
  readonly draft: DocumentDraft;
  readonly environment: Pick<CompileEnvironment, 'findBlueprint'>;
}

/** The inputs of the child; undefined where there is no such blueprint, or nobody knows its inputs. */
export function childInputs({ object }: NodeDraft, { draft, environment }: ChildSource): ChildInputs | undefined {
  const reference = fieldOf(object, 'blueprint')?.value as string | undefined;
  if (reference === undefined) return undefined;
  if (reference === 'self') return ownInputs(draft);
  const found = environment.findBlueprint(reference);
  return found?.fault === null
    ? { reference, title: `blueprint ${quote(found.name)}`, inputs: found.inputs }
    : undefined;
}

function ownInputs({ object }: DocumentDraft): ChildInputs | undefined {
  if (object.faulty.has('inputs')) return undefined;
  const declared = fieldOf(object, 'inputs')?.value;
  const entries = isJsonObject(declared) ? Object.entries(declared).map(([name, schema]) => [name, known(schema)]) : [];
  const inputs = Object.fromEntries(entries) as Readonly<Record<string, JsonSchema>>;
  return { reference: 'self', title: 'this blueprint', inputs };
}

/** What is no schema has findings of its own, and then takes anything. */
function known(schema: JsonValue): JsonSchema {
  const expanded = expandKnownSchema(schema);
  return expanded.ok && knownSchemaProblems(schema).length === 0 ? expanded.schema : true;
}
