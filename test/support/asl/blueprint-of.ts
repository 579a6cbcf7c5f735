/** A definition of Amazon States Language as a blueprint with one input, `input`, and one output, `output`. */
import type { JsonObject } from '@ice/core';
import { valueOf } from './cel.js';
import type { Machine } from './definition.js';
import { convertMachine } from './machine.js';
import { refuseUnclaimed } from './refuse-unclaimed.js';
import type { Context } from './scope.js';
import type { Document } from './state-draft.js';

/** The document, and which node stands for which state. */
export interface AslBlueprint {
  readonly document: JsonObject;
  readonly stateOf: ReadonlyMap<string, string>;
}

/** Converts a definition, or throws what it needs that is not claimed. */
export function blueprintOf(machine: Machine): AslBlueprint {
  refuseUnclaimed(machine);
  const stateOf = new Map<string, string>();
  const shared: Document = {
    idFor(name) {
      const id = idOf(name, stateOf.size);
      stateOf.set(id, name);
      return id;
    },
    convert: (inner, entry, context) => convertMachine(shared, inner, entry, context),
  };
  const { nodes, output } = shared.convert(machine, '{"data": inputs.input, "vars": {}}', rootContext());
  const document = {
    schema_version: '1.0',
    name: 'asl',
    inputs: { input: {} },
    nodes,
    outputs: { output: valueOf(output) },
    ...(machine.TimeoutSeconds !== undefined && { timeout_s: machine.TimeoutSeconds }),
  };
  return { document, stateOf };
}

/** The number makes it new, the name readable. */
function idOf(name: string, number: number): string {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return `s${number}_${slug.slice(0, 24)}`;
}

function rootContext(): Context {
  return {
    Execution: {
      Id: 'execution.id',
      Input: 'inputs.input',
      Name: 'execution.id',
      RoleArn: '"role"',
      StartTime: 'execution.started_at',
    },
    StateMachine: { Id: '"asl"', Name: '"asl"' },
  };
}
