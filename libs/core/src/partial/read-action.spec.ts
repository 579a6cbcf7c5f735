import { describe, expect, it } from '@jest/globals';
import { partialActionJsonSchema } from './partial-action.js';
import { readAction } from './read-action.js';

const errorsOf = (value: Parameters<typeof readAction>[0]): unknown => {
  const reading = readAction(value);
  return reading.ok ? reading.action : reading.errors;
};

describe('an action', () => {
  it.each([
    { action: 'add_node', node: {} },
    { action: 'add_node', node: { any: [1] }, parent: 'listings.body' },
    { action: 'update_node', node_id: 'a', values: { b: null } },
    { action: 'remove_node', node_id: 'a' },
    { action: 'connect', from: 'nodes.a.b', to: '/nodes/1/tool_args/c' },
    { action: 'set', values: {} },
  ])('is taken as it is: %j', (action) => {
    expect(errorsOf(action)).toBe(action);
  });

  it.each([
    ['explode', 'There is no action "explode".'],
    ['__proto__', 'There is no action "__proto__".'],
    ['constructor', 'There is no action "constructor".'],
    ['', 'There is no action "".'],
    [7, 'There is no action 7.'],
    [null, 'There is no action null.'],
  ])('is none by the name %j', (action, detail) => {
    const hint = 'Actions: "add_node", "update_node", "remove_node", "connect" and "set".';
    expect(errorsOf({ action })).toEqual([{ pointer: '/action', code: 'validation-failed', detail, hint }]);
  });

  it('of a misspelt name is told which one is meant', () => {
    expect(errorsOf({ action: 'add-nod', node: {} })).toMatchObject([{ hint: 'Did you mean "add_node"?' }]);
  });

  it.each([[undefined], [[]], ['add_node'], [null]])('is an object, not %j', (value) => {
    expect(errorsOf(value as never)).toMatchObject([{ pointer: '', code: 'validation-failed' }]);
  });

  it('has a name', () => {
    expect(errorsOf({})).toMatchObject([{ pointer: '/action', detail: 'The action is missing.' }]);
  });

  it.each([
    [{ action: 'add_node' }, '/node', 'node is missing.'],
    [{ action: 'add_node', node: [] }, '/node', 'node: expected an object, got an empty list.'],
    [{ action: 'add_node', node: {}, parent: 7 }, '/parent', 'parent: expected text, got 7.'],
    [{ action: 'remove_node', node_id: '' }, '/node_id', 'node_id: expected at least 1 character, got "".'],
    [{ action: 'set', values: null }, '/values', 'values: expected an object, got null.'],
  ])('needs its fields: %j', (value, pointer, detail) => {
    expect(errorsOf(value)).toEqual([{ pointer, code: 'validation-failed', detail }]);
  });

  it('has no other fields; what is missing beside an unknown one is not told', () => {
    expect(errorsOf({ action: 'update_node', node: {}, valeus: {} })).toEqual([
      {
        pointer: '/node',
        code: 'unknown-property',
        detail: '"update_node" has no field "node".',
        hint: 'Fields: "action", "node_id" and "values".',
      },
      {
        pointer: '/valeus',
        code: 'unknown-property',
        detail: '"update_node" has no field "valeus".',
        hint: 'Did you mean "values"?',
      },
    ]);
  });

  it('is documented by the schema that judges it', () => {
    const { oneOf } = partialActionJsonSchema() as { oneOf: { properties: { action: unknown }; required: string[] }[] };
    expect(oneOf.map(({ properties, required }) => [properties.action, required])).toEqual([
      [{ type: 'string', const: 'add_node' }, ['action', 'node']],
      [{ type: 'string', const: 'update_node' }, ['action', 'node_id', 'values']],
      [{ type: 'string', const: 'remove_node' }, ['action', 'node_id']],
      [{ type: 'string', const: 'connect' }, ['action', 'from', 'to']],
      [{ type: 'string', const: 'set' }, ['action', 'values']],
    ]);
  });
});
