/** What is remembered of schemas is what expanding and checking them says, whoever asked before. */
import { describe, expect, it } from '@jest/globals';
import { freezeJson } from '../json/freeze-json.js';
import type { JsonValue } from '../json/json-value.js';
import { expandKnownSchema, knownSchemaProblems } from './known-schema.js';
import { checkSchema } from './schema-checker.js';
import { expandSchema } from './short-form.js';

const values: readonly JsonValue[] = [
  true,
  { type: 'object', properties: { name: { type: 'string' } } },
  { name: 'string', tags: 'string[]?' },
  { name: 'strin' },
  { type: 'object', minProperties: -1 },
  { type: 'string', enum: Array.from({ length: 500 }, (_, index) => `option ${index}`) },
  'no schema',
];

const copyOf = (value: JsonValue): JsonValue => freezeJson(structuredClone(value));

describe('a known schema', () => {
  it.each(values)('expands as it does alone, the first time and again (case %#)', (value) => {
    const expanded = expandSchema(value);
    expect([expandKnownSchema(copyOf(value)), expandKnownSchema(copyOf(value))]).toEqual([expanded, expanded]);
  });

  it.each(values)('has the problems that it has alone, the first time and again (case %#)', (value) => {
    const expanded = expandSchema(value);
    const problems = expanded.ok ? checkSchema(expanded.schema) : expanded.problems;
    expect([knownSchemaProblems(copyOf(value)), knownSchemaProblems(copyOf(value))]).toEqual([problems, problems]);
  });

  it('is one frozen object for all equal ones', () => {
    const [first, second] = [expandKnownSchema(copyOf({ n: 'number' })), expandKnownSchema(copyOf({ n: 'number' }))];
    expect(first).toBe(second);
    expect(Object.isFrozen(first.ok && first.schema)).toBe(true);
  });

  it('keeps the order of its members, which readers of a schema see', () => {
    const [first, second] = [
      expandKnownSchema(copyOf({ a: 'any', b: 'any' })),
      expandKnownSchema(copyOf({ b: 'any', a: 'any' })),
    ];
    expect(second).not.toBe(first);
    expect(second.ok && JSON.stringify(second.schema)).toContain('"required":["b","a"]');
  });
});
