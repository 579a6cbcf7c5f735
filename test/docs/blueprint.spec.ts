/** The reference of the blueprint knows every field of the schema, the limits and the defaults of the code. */
import { describe, expect, it } from '@jest/globals';
import { fromYaml } from '@ice/builder';
import {
  BlueprintSchema,
  compileBlueprint,
  defaultAgentBounds,
  defaultCompileLimits,
  defaultMaxDepth,
  defaultRetry,
  defaultTimeoutMs,
  nodeSchemaByKind,
  RetryPolicySchema,
  templateFields,
} from '@ice/core';
import type { z } from 'zod';
import { Engine } from '../support/start-engine.js';
import { codeWords, MarkdownPage } from './markdown-page.js';

const page = new MarkdownPage('docs/reference/blueprint.md');
const keysOf = (schema: z.ZodType): readonly string[] => Object.keys((schema as z.ZodObject).shape).sort();

/** Fields that every kind has; `group` has nothing but these and a block. */
const shared = keysOf(nodeSchemaByKind.group).filter((key) => key !== 'nodes' && key !== 'output');

const days = (count: number): number => count * 86_400_000;

/** Names of fields in a cell: `items`, `max_items?`, `cases: [{when, block}]`. */
function fieldNames(cell: string): readonly string[] {
  return [...new Set(codeWords(cell).flatMap((word) => /^([a-z_]+)(?:\?|:|$)/.exec(word)?.[1] ?? []))];
}

/** All field names of the first column. */
function fieldsUnder(heading: string): readonly string[] {
  return page.rows(heading).flatMap((row) => fieldNames(row['field'] ?? ''));
}

function without(keys: readonly string[], others: readonly string[]): readonly string[] {
  return keys.filter((key) => !others.includes(key));
}

const engine = new Engine();
const examples = page.code.flatMap(({ language, line, text }) => (language === 'yaml' ? [[line, text] as const] : []));

describe('docs/reference/blueprint.md', () => {
  it.each(examples)('has an example at line %d that compiles without a finding', (_line, text) => {
    const read = fromYaml(text);
    if (!read.ok) throw new Error(`${read.line}:${read.column}: ${read.message}`);
    expect(compileBlueprint(read.document, engine.environment).diagnostics).toEqual([]);
  });

  it('has a row for every field of the document', () => {
    expect([...fieldsUnder('Document')].sort()).toEqual(keysOf(BlueprintSchema));
  });

  it('has a row for every field of every node', () => {
    expect([...fieldsUnder('Fields of every node')].sort()).toEqual(shared);
  });

  it('has a row for every kind, with its own fields', () => {
    const rows = page
      .rows('Node kinds')
      .map((row) => [codeWords(row['kind'] ?? '')[0], [...fieldNames(row['fields'] ?? '')].sort()]);
    const kinds = Object.entries(nodeSchemaByKind).map(([kind, schema]) => {
      const own = without(keysOf(schema), shared);
      return [kind, kind === 'parallel' ? [...own, 'join'].sort() : own];
    });
    expect(rows).toEqual(kinds);
  });

  it('has a row for every field of a retry policy, with its default', () => {
    const rows = page.rows('Retries and timeouts').filter((row) => row['field'] !== undefined);
    expect(rows.flatMap((row) => fieldNames(row['field'] ?? '')).sort()).toEqual(keysOf(RetryPolicySchema));
    const defaultOf = (field: string): string =>
      rows.find((row) => fieldNames(row['field'] ?? '')[0] === field)?.['default']?.replaceAll(/[`,]/g, '') ?? '';
    const { backoff, initial_ms, max_ms, jitter } = defaultRetry;
    expect(['backoff', 'initial_ms', 'max_ms', 'jitter'].map(defaultOf)).toEqual(
      [backoff, initial_ms, max_ms, jitter].map(String),
    );
  });

  it('has the kinds in the order of the schema, and the bounds that have a default', () => {
    const rows = page.rows('Node kinds').map((row) => codeWords(row['kind'] ?? '')[0]);
    expect(rows).toEqual(Object.keys(nodeSchemaByKind));
    const text = page.prose.join('\n').replaceAll(',', '');
    const { max_tool_calls, max_tool_output_tokens } = defaultAgentBounds;
    expect(text).toContain(`\`max_tool_calls?\` (${max_tool_calls})`);
    expect(text).toContain(`\`max_tool_output_tokens?\` (${max_tool_output_tokens})`);
    expect(text).toContain(`\`max_depth?\` (${defaultMaxDepth})`);
  });

  it('names every field that takes expressions', () => {
    const text = page.prose.join('\n');
    const named = codeWords(
      text.slice(text.indexOf('Expressions may stand in:'), text.indexOf('Everything else is literal')),
    );
    const own = Object.values(templateFields).flatMap((fields) => Object.keys(fields));
    const isNamed = (field: string): boolean => named.includes(field) || named.includes(field.replace(/^.*\[\]\./, ''));
    expect(own.filter((field) => !isNamed(field))).toEqual([]);
  });

  it('gives the default timeouts and the depth of blocks', () => {
    const text = page.prose.join('\n');
    expect(text).toContain(`| ${defaultTimeoutMs.llm / 1_000} s |`);
    expect(text).toContain(`| ${defaultTimeoutMs.tool / 1_000} s |`);
    expect(text).toContain(`| ${defaultTimeoutMs.agent / 1_000} s |`);
    expect(text).toContain(`| ${defaultTimeoutMs.code / 1_000} s |`);
    expect([defaultTimeoutMs.human, defaultTimeoutMs.wait]).toEqual([days(7), days(7)]);
    expect(text).toContain('| 7 days for the answer |');
    expect(text).toContain(`Blocks nest up to ${defaultCompileLimits.maxNesting} deep`);
  });
});
