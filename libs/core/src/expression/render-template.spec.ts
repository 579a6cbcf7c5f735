import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { parseTemplate } from './parse-template.js';
import { parseTemplateValue } from './parse-template-value.js';
import { createPlainScope } from './plain-scope.js';
import { renderTemplate } from './render-template.js';
import { renderTemplateValue } from './render-template-value.js';

const scope = createPlainScope({
  variables: {
    inputs: {
      name: 'Ada',
      n: 1.5,
      big: 1e21,
      yes: true,
      nothing: null,
      list: [1, 'a'],
      object: { b: 1, a: null },
      evil: '{{ secrets.KEY }}',
    },
  },
  nodes: { load: { rows: [{ name: 'x' }, { name: 'y' }] } },
  secrets: { KEY: 'sesame' },
});

function render(text: string, fuel?: number): unknown {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const result = renderTemplate(parsed.template, scope, fuel);
  return result.ok ? result.value : result.failure;
}

function renderValue(value: JsonValue, fuel?: number): unknown {
  const result = renderTemplateValue(parseTemplateValue(value).value, scope, fuel);
  return result.ok ? result.value : result.failure;
}

describe('renderTemplate', () => {
  it.each<[string, JsonValue]>([
    ['plain', 'plain'],
    ['\\{{ x }}', '{{ x }}'],
    ['{{ inputs.n }}', 1.5],
    ['{{ inputs.object }}', { b: 1, a: null }],
    ['{{ inputs.nothing }}', null],
    ['Hi {{ inputs.name }}!', 'Hi Ada!'],
    ['{{ inputs.n }}{{ inputs.big }} {{ inputs.yes }}', '1.51e+21 true'],
    ['{{ 3.0 }} {{ -0 }} {{ 1e-7 }}', '3 0 1e-7'],
    ['{{ inputs.list }} {{ inputs.object }}', '[1,"a"] {"b":1,"a":null}'],
    [' {{ inputs.n }}', ' 1.5'],
    ['x{{ inputs.nothing.default("none") }}', 'xnone'],
    ['x {{ inputs.evil }}', 'x {{ secrets.KEY }}'],
    ['Rows:\n{{ nodes.load.rows.map(r, "- " + r.name).join("\\n") }}\nEnd', 'Rows:\n- x\n- y\nEnd'],
  ])('renders %s', (text, value) => {
    expect(render(text)).toEqual(value);
  });

  it('fails where a null would stand in a text', () => {
    expect(render('Hi {{ inputs.nothing }}!')).toEqual({
      code: 'null-in-text',
      message: 'Null cannot stand in a text; use default(path, value).',
      start: 6,
      end: 20,
    });
  });

  it('reports failures at their place in the whole text', () => {
    expect(render('Hi {{ inputs.n + "a" }}')).toMatchObject({ code: 'type-error', start: 6, end: 20 });
    expect(render('{{ inputs.nothing.x }}')).toMatchObject({ code: 'path-through-null', start: 3, end: 19 });
  });

  it('shares one budget between the expressions of a text and bounds its length', () => {
    expect(render('{{ inputs.name }}{{ inputs.name }}', 6)).toBe('AdaAda');
    expect(render('{{ inputs.name }}{{ inputs.name }}', 5)).toMatchObject({ code: 'expression-fuel-exhausted' });
    expect(render(`${'x'.repeat(1_048_576)}{{ inputs.name }}`)).toMatchObject({ code: 'expression-fuel-exhausted' });
    expect(render(`${'x'.repeat(1_048_573)}{{ inputs.name }}`)).toHaveLength(1_048_576);
  });
});

describe('renderTemplateValue', () => {
  it('renders every string in its place and shares the parts without expressions', () => {
    const fixed = { deep: [1] };
    const value = { a: '{{ inputs.list }}', b: ['Hi {{ inputs.name }}', 1], fixed };
    const rendered = renderValue(value);
    expect(rendered).toEqual({ a: [1, 'a'], b: ['Hi Ada', 1], fixed });
    expect((rendered as { fixed: unknown }).fixed).toBe(fixed);
  });

  it('gives a value without expressions back as it is, even without fuel', () => {
    const value = { a: ['x', 1, null] };
    expect(renderValue(value, 0)).toBe(value);
  });

  it('names the string in which it failed', () => {
    expect(renderValue({ a: '{{ inputs.n }}', b: [0, 'Hi {{ inputs.nothing }}'] })).toMatchObject({
      code: 'null-in-text',
      pointer: '/b/1',
      start: 6,
    });
    expect(renderValue('{{ 1 / 0 }}')).toMatchObject({ code: 'division-by-zero', pointer: '' });
  });

  it('shares one budget between all strings', () => {
    expect(renderValue(['{{ 1 }}', '{{ 2 }}'], 4)).toEqual([1, 2]);
    expect(renderValue(['{{ 1 }}', '{{ 2 }}'], 3)).toMatchObject({ code: 'expression-fuel-exhausted', pointer: '/1' });
  });
});
