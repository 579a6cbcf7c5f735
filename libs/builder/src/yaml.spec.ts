import { describe, expect, it } from '@jest/globals';
import type { Blueprint } from '@ice/core';
import { fromYaml, toYaml } from './yaml.js';

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
    expect(fromYaml(toYaml(document))).toEqual({ ok: true, document });
  });

  it('keep words that older YAML took for booleans', () => {
    expect(fromYaml('answer: yes\nno: on\n')).toEqual({ ok: true, document: { answer: 'yes', no: 'on' } });
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

  it('end on a hundred thousand open brackets', () => {
    expect(fromYaml('['.repeat(100_000))).toMatchObject({ ok: false });
  });

  it('end on a text that is too large', () => {
    expect(fromYaml(`a: ${'x'.repeat(1_100_000)}`)).toMatchObject({ ok: false, line: 1 });
  });
});
