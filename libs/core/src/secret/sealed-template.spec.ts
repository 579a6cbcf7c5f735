import { describe, expect, it } from '@jest/globals';
import { createPlainScope, parseTemplateValue } from '../expression/index.js';
import type { JsonValue } from '../json/json-value.js';
import { openSealed, renderSealed, sealedNames, sealTemplate, type SealedTemplate } from './sealed-template.js';

const scope = createPlainScope({ variables: { inputs: { user: 'ada', forged: '••• TOKEN', n: 3 } } });

function sealed(value: JsonValue): SealedTemplate | null {
  return sealTemplate(parseTemplateValue(value).value);
}

function rendered(value: JsonValue) {
  const result = renderSealed(sealed(value) as SealedTemplate, scope);
  if (!result.ok) throw new Error(result.failure.message);
  return result.rendering;
}

describe('a template with secrets', () => {
  const template = {
    url: 'https://shop.example/{{ inputs.user }}',
    headers: {
      authorization: 'Bearer {{ secrets.TOKEN }}',
      basic: '{{ inputs.user }}:{{ secrets.TOKEN }}:{{ secrets.OTHER }}:{{ inputs.n }}',
      'x/key~1': '{{ secrets.OTHER }}',
    },
    list: ['plain', '{{ secrets.TOKEN }}'],
  };

  it('renders with labels, and has the texts beside it in pieces', () => {
    expect(rendered(template)).toEqual({
      value: {
        url: 'https://shop.example/ada',
        headers: {
          authorization: 'Bearer ••• TOKEN',
          basic: 'ada:••• TOKEN:••• OTHER:3',
          'x/key~1': '••• OTHER',
        },
        list: ['plain', '••• TOKEN'],
      },
      sealed: [
        { pointer: '/headers/authorization', parts: ['Bearer ', { secret: 'TOKEN' }] },
        {
          pointer: '/headers/basic',
          parts: ['ada', ':', { secret: 'TOKEN' }, ':', { secret: 'OTHER' }, ':', '3'],
        },
        { pointer: '/headers/x~1key~01', parts: [{ secret: 'OTHER' }] },
        { pointer: '/list/1', parts: [{ secret: 'TOKEN' }] },
      ],
    });
  });

  it('opens into the values, and leaves what was shown as it is', () => {
    const rendering = rendered(template);
    expect(sealedNames(rendering.sealed)).toEqual(['TOKEN', 'OTHER']);
    expect(openSealed(rendering, (name) => `<${name}>`)).toEqual({
      url: 'https://shop.example/ada',
      headers: { authorization: 'Bearer <TOKEN>', basic: 'ada:<TOKEN>:<OTHER>:3', 'x/key~1': '<OTHER>' },
      list: ['plain', '<TOKEN>'],
    });
    expect(rendering).toEqual(rendered(template));
  });

  it('takes nothing that an input says for a secret', () => {
    const rendering = rendered({ a: '{{ inputs.forged }} {{ secrets.TOKEN }}', b: '{{ inputs.forged }}' });
    expect(openSealed(rendering, () => 'sesame')).toEqual({ a: '••• TOKEN sesame', b: '••• TOKEN' });
  });

  it('puts a value in as it is, also one that looks like a template', () => {
    expect(openSealed(rendered({ a: '{{ secrets.TOKEN }}' }), () => '{{ inputs.user }}$&')).toEqual({
      a: '{{ inputs.user }}$&',
    });
  });

  it('tells which text an expression beside a secret failed in', () => {
    const result = renderSealed(sealed({ a: { b: '{{ secrets.TOKEN }} {{ inputs.n.x }}' } }) as SealedTemplate, scope);
    expect(result).toMatchObject({ ok: false, failure: { pointer: '/a/b' } });
  });
});

describe('a template without secrets', () => {
  it.each([[{ a: 'text {{ inputs.user }}' }], ['plain'], [['{{ inputs.n }}', { b: 1 }]]])(
    'is not taken apart: %j',
    (value) => {
      expect(sealed(value as JsonValue)).toBeNull();
    },
  );

  it('nor one that calculates with a secret: that stays without its value', () => {
    const template = '{{ secrets.TOKEN + "x" }}';
    expect(sealed(template)).toBeNull();
  });
});
