/** A scope over plain objects: for tools, previews and tests. It reads own properties only. */
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { Scope } from './scope.js';

/** The values of a plain scope; what is left out is absent. */
export interface PlainScopeValues {
  /** `inputs`, `execution`, an `item_var`, … */
  readonly variables?: JsonObject;
  /** Node id → output. */
  readonly nodes?: JsonObject;
  /** Node id → `{status, failure, attempts}`. */
  readonly runs?: JsonObject;
  /** Name → secret. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A scope that reads from these objects. */
export function createPlainScope({ variables, nodes, runs, secrets }: PlainScopeValues): Scope {
  return {
    variable: (name) => own(variables, name),
    node: (id) => own(nodes, id),
    run: (id) => own(runs, id),
    secret: (name) => (secrets && Object.hasOwn(secrets, name) ? secrets[name] : undefined),
  };
}

function own(object: JsonObject | undefined, key: string): JsonValue | undefined {
  return object && Object.hasOwn(object, key) ? object[key] : undefined;
}
