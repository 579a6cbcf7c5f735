import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../json/json-value.js';
import { inputOfSecret, secrecyOf, secretInputNames, secretOfInput, splitSecretInputs } from './secret-input.js';
import { isSecretName, secretLabel, secretValueProblem } from './secret-name.js';

const secret = { type: 'string', writeOnly: true };

describe('a schema asks for secrecy', () => {
  it.each<[JsonValue | undefined, 'writeOnly' | 'format' | null]>([
    [secret, 'writeOnly'],
    [{ type: 'string', format: 'password' }, 'format'],
    [{ type: 'string', format: 'secret' }, 'format'],
    [{ type: 'string', format: 'password', writeOnly: false }, 'format'],
    [{ type: 'string', writeOnly: 'true' }, null],
    [{ type: 'string', format: 'email' }, null],
    [true, null],
    [undefined, null],
  ])('%j: %s', (schema, keyword) => {
    expect(secrecyOf(schema)).toBe(keyword);
  });
});

describe('the secret of an input', () => {
  it('has a name that no kept one can have, and tells its input', () => {
    const name = secretOfInput('api_key');
    expect([name, inputOfSecret(name), isSecretName(name), inputOfSecret('TOKEN')]).toEqual([
      'inputs.api_key',
      'api_key',
      false,
      null,
    ]);
  });

  it('is taken out of the inputs, which show a label', () => {
    const schemas = { who: { type: 'string' }, key: secret, more: secret };
    const inputs = { who: 'Ada', key: 'sesame-1', more: 'sesame-2' };
    expect(splitSecretInputs(schemas, inputs)).toEqual({
      inputs: { who: 'Ada', key: '••• inputs.key', more: '••• inputs.more' },
      secretInputs: { key: 'sesame-1', more: 'sesame-2' },
    });
    expect([secretInputNames(schemas), inputs.key]).toEqual([['key', 'more'], 'sesame-1']);
  });

  it('is none where no input asks for it: the inputs stay the same', () => {
    const inputs = { who: 'Ada' };
    expect(splitSecretInputs({ who: { type: 'string' } }, inputs).inputs).toBe(inputs);
  });

  it('cannot be a label', () => {
    expect(secretValueProblem('inputs.key', secretLabel('TOKEN'))).toMatch(/^is a label/);
  });
});
