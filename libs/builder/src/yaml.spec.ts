import { describe, expect, it } from '@jest/globals';
import type { Blueprint, Diagnostic } from '@ice/core';
import { fromYaml, locateDiagnostics, toYaml } from './yaml.js';

const document: Blueprint = {
  schema_version: '1.0',
  name: 'both notations',
  nodes: [
    {
      id: 'say',
      type: 'tool',
      tool_name: 'echo',
      tool_args: { value: '{{ inputs.text }}', list: [1, 'yes', null, true] },
    },
  ],
};

describe('blueprints in YAML', () => {
  it('read back equal to what was written', () => {
    expect(fromYaml(toYaml(document))).toMatchObject({ ok: true, document });
  });

  it('keep words that older YAML took for booleans', () => {
    expect(fromYaml('answer: yes\nno: on\n')).toMatchObject({ ok: true, document: { answer: 'yes', no: 'on' } });
  });

  it.each([
    ['a tab for indentation', 'a:\n\t- 1', 2],
    ['an alias', 'a: &x [1]\nb: *x\n', 2],
    ['an open bracket', 'nodes: [1, 2', 1],
    ['a second document', 'a: 1\n---\nb: 2\n', 1],
    ['a key twice', 'a: 1\na: 2\n', 2],
  ])('say where %s is', (_what, text, line) => {
    const result = fromYaml(text);
    expect(result).toMatchObject({ ok: false, message: expect.any(String) });
    expect(result.ok ? 0 : result.line).toBeGreaterThanOrEqual(line);
  });

  it('say in words of ours that aliases are not read', () => {
    expect(fromYaml('a: &x [1]\nb: *x\n')).toMatchObject({
      message: 'Aliases (*name) are not read: write the value again.',
    });
  });

  it('end on a hundred thousand open brackets', () => {
    expect(fromYaml('['.repeat(100_000))).toMatchObject({ ok: false });
  });

  it('end on a text that is too large', () => {
    expect(fromYaml(`a: ${'x'.repeat(1_100_000)}`)).toMatchObject({ ok: false, line: 1 });
  });
});

describe('places in YAML', () => {
  const text = [
    'name: told',
    'nodes:',
    '  - { id: first, "a/b": [1, "two"] }',
    '  - id: second',
    '    prompt: |',
    '      Good {{ morning }}',
    "    tilde~: 'x'",
    '',
  ].join('\n');
  const read = fromYaml(text);
  if (!read.ok) throw new Error(read.message);

  it.each([
    ['', 1, 1],
    ['/name', 1, 7],
    ['/nodes', 3, 3],
    ['/nodes/0', 3, 5],
    ['/nodes/0/id', 3, 11],
    ['/nodes/0/a~1b/1', 3, 29],
    ['/nodes/1', 4, 5],
    ['/nodes/1/id', 4, 9],
    ['/nodes/1/prompt', 6, 1],
    ['/nodes/1/tilde~0', 7, 13],
    ['/nodes/1/missing/further', 4, 5],
    ['/nowhere', 1, 1],
  ])('%j stands in line %d, column %d', (pointer, line, column) => {
    expect(read.placeOf(pointer)).toEqual({ line, column });
  });

  it('are given to each finding of the compiler', () => {
    const finding: Diagnostic = {
      code: 'unknown-reference',
      severity: 'error',
      message: 'There is no such variable.',
      pointer: '/nodes/1/prompt',
      node_id: 'second',
    };
    expect(locateDiagnostics([finding], read)).toEqual([{ ...finding, line: 6, column: 1 }]);
  });
});
