/** Collects what one suggestion adds: names that are still free, new inputs, and at last the patch. One for each suggestion. */
import { canonicalJson } from '../blueprint/canonical-json.js';
import type { PatchOperation } from '../json/apply-patch.js';
import { extendPointer } from '../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { ToolDescription } from '../tool/tool.js';
import { freeName } from './free-name.js';
import { nameTokens } from './name-tokens.js';
import type { Need } from './need.js';
import { declaredInputs, type Study } from './study.js';

/** What is being added. */
export class Addition {
  readonly #names: Set<string>;
  readonly #inputs: Record<string, JsonValue> = {};

  constructor(private readonly study: Study) {
    this.#names = new Set(study.taken);
  }

  /** A free name for a node or a variable, taken from now on. */
  nameFor(wish: string): string {
    const name = freeName(wish, this.#names);
    this.#names.add(name);
    return name;
  }

  /** Keeps a name from being given. */
  reserve(name: string): void {
    this.#names.add(name);
  }

  /** Declares an input for a need and gives its name; what has been declared here in the same words is used again. */
  inputFor(wish: string, schema: JsonValue): string {
    const same = this.#inputs[wish];
    if (same !== undefined && canonicalJson(same) === canonicalJson(schema)) return wish;
    const known = { ...declaredInputs(this.study), ...this.#inputs };
    const name = freeName(wish, { has: (taken) => Object.hasOwn(known, taken) });
    this.#inputs[name] = schema;
    return name;
  }

  /** The operations that declare the new inputs; null where the document's inputs are no object. */
  inputOperations(): readonly PatchOperation[] | null {
    const added = Object.entries(this.#inputs);
    const { document } = this.study;
    if (added.length === 0) return [];
    if (!Object.hasOwn(document, 'inputs')) return [{ op: 'add', path: '/inputs', value: { ...this.#inputs } }];
    if (!isJsonObject(document['inputs'])) return null;
    return added.map(([name, schema]) => ({ op: 'add', path: extendPointer('/inputs', name), value: schema }));
  }
}

/** What to call the input for an argument: `path` of `csv_loader` says too little, `csv_path` does not. */
export function inputWish(need: Pick<Need, 'name'>, tool: Pick<ToolDescription, 'name'>): string {
  const prefix = tool.name.split('_')[0] as string;
  const [only, second] = nameTokens(need.name);
  return second === undefined && only !== nameTokens(prefix)[0] ? `${prefix}_${need.name}` : need.name;
}

/** The node of a tool: arguments in the order of the tool, open ones read from new inputs. */
export function toolNode(
  { tool, args, open }: { readonly tool: ToolDescription; readonly args: JsonObject; readonly open: readonly Need[] },
  addition: Addition,
): JsonObject {
  const id = addition.nameFor(tool.name);
  const fromInputs = open.map((need) => {
    const name = addition.inputFor(inputWish(need, tool), need.schema);
    return [need.name, `{{ inputs.${name} }}`] as const;
  });
  const all = { ...Object.fromEntries(fromInputs), ...args };
  return { id, type: 'tool', tool_name: tool.name, ...(Object.keys(all).length > 0 && { tool_args: all }) };
}
