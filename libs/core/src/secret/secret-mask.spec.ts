import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from '../json/json-value.js';
import { SecretMask } from './secret-mask.js';

const value = 'tüv/Zöll "9"+%&<x>~ä\\end';
const label = '••• TOKEN';

function maskOf(...values: readonly string[]): SecretMask {
  const mask = new SecretMask();
  for (const one of values) mask.learn('TOKEN', one);
  return mask;
}

const bytes = Buffer.from(value, 'utf8');

describe('a secret in a text', () => {
  it.each([
    ['as it is', value],
    ['in JSON', JSON.stringify(value).slice(1, -1)],
    ['in JSON inside JSON', JSON.stringify(JSON.stringify(value)).slice(3, -3)],
    ['in JSON of ASCII alone', 't\\u00fcv/Z\\u00f6ll \\"9\\"+%&<x>~\\u00e4\\\\end'],
    ['in JSON with escaped slashes', JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/')],
    ['in a part of a URL', encodeURIComponent(value)],
    [
      'in a part of a URL, in small letters',
      encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    ],
    ['in a URL', encodeURI(value)],
    ['in a form', new URLSearchParams({ v: value }).toString().slice(2)],
    [
      'in HTML',
      value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ],
    ['in base64', bytes.toString('base64')],
    ['in base64 for URLs', bytes.toString('base64url')],
    ['in hexadecimal digits', bytes.toString('hex')],
    ['in large hexadecimal digits', bytes.toString('hex').toUpperCase()],
    ['read as Latin-1', bytes.toString('latin1')],
    ['in base64 of Latin-1', Buffer.from(value, 'latin1').toString('base64')],
  ])('is masked %s', (_form, shown) => {
    expect(maskOf(value).text(`before ${shown} after`)).toMatch(/^before ••• TOKEN.{0,3} after$/u);
  });

  it.each([0, 1, 2])('is masked inside the base64 of a longer text, %i bytes from its start', (before) => {
    const longer = Buffer.from(`${'u'.repeat(before)}${value}:tail`).toString('base64');
    expect(maskOf(value).text(longer)).toContain(label);
  });

  it('is masked wherever it stands, as often as it does', () => {
    expect(maskOf('sesame-open').text('sesame-open, sesame-opensesame-open')).toBe(`${label}, ${label}${label}`);
  });

  it('is masked without the blanks around it, as headers carry it', () => {
    expect(maskOf('  sesame-open\n').text('x-key: sesame-open.')).toBe(`x-key: ${label}.`);
  });

  it('is masked line by line where it has several', () => {
    const key = '-----BEGIN-----\nMIIEvQIBADANBgkqh\n-----END-----';
    expect(maskOf(key).text('the line MIIEvQIBADANBgkqh is odd')).toBe(`the line ${label} is odd`);
  });

  it('leaves no rest of one secret beside another that overlaps it', () => {
    const mask = new SecretMask();
    mask.learn('SHORT', 'abcdefgh');
    mask.learn('LONG', 'efghijklmnop');
    expect(mask.text('<abcdefghijklmnop>')).toBe('<••• LONG>');
  });

  it('is masked where a long text was cut in the middle of it', () => {
    const text = `${'x'.repeat(190)} sesame-op`;
    expect(maskOf('sesame-open-long').text(text)).toBe(`${'x'.repeat(190)} ${label}`);
    expect(maskOf('sesame-open-long').text(`${text}…".`)).toBe(`${'x'.repeat(190)} ${label}…".`);
  });

  it('is not seen in words that begin like it', () => {
    const mask = maskOf('password-of-the-house');
    expect([mask.text('password'), mask.text(`${'x'.repeat(200)} password is wrong`)]).toEqual([
      'password',
      `${'x'.repeat(200)} password is wrong`,
    ]);
  });
});

describe('a value', () => {
  it('is the same where nothing is to be masked', () => {
    const json = { a: ['text', 1, null, { b: true }] };
    expect([maskOf('sesame-open').json(json), new SecretMask().json(json)].every((same) => same === json)).toBe(true);
  });

  it('is masked in members, their names, lists and numbers, and frozen', () => {
    const mask = maskOf('1234567890', 'sesame-open');
    const masked = mask.json({ 'k sesame-open': [1234567890, 'sesame-open'], other: 7 });
    expect(masked).toEqual({ [`k ${label}`]: [label, label], other: 7 });
    expect(Object.isFrozen(masked)).toBe(true);
  });

  it('keeps a member that is called like the prototype of objects', () => {
    const odd = JSON.parse('{"__proto__": "sesame-open"}') as JsonValue;
    expect(JSON.stringify(maskOf('sesame-open').json(odd))).toBe(`{"__proto__":"${label}"}`);
  });

  it('too short to be told from a word is not learnt', () => {
    const mask = maskOf('short', ' seven77 ');
    expect([mask.isEmpty, mask.text('short seven77')]).toEqual([true, 'short seven77']);
  });
});

describe('a mask with room for two', () => {
  it('forgets the value that was learnt longest ago', () => {
    const mask = new SecretMask(2);
    for (const name of ['first', 'second', 'first', 'third']) mask.learn('TOKEN', `${name}-value`);
    expect(mask.text('first-value second-value third-value')).toBe(`${label} second-value ${label}`);
  });
});

describe('no value', () => {
  const values = fc.string({ minLength: 8, maxLength: 60, unit: 'grapheme' }).filter((text) => text.trim().length >= 8);
  const json = (inner: fc.Arbitrary<string>) =>
    fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        inner,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(inner, tie('value'), { maxKeys: 3 }),
      ),
    })).value;

  it('survives, whatever it is and wherever it stands', () => {
    const places = values.chain((secret) => {
      const encoded = fc.constantFrom(
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(Buffer.from(secret).toString()),
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('hex'),
      );
      const text = fc.tuple(fc.string(), encoded, fc.string()).map((parts) => parts.join(''));
      return fc.tuple(fc.constant(secret), json(text));
    });
    fc.assert(
      fc.property(places, ([secret, value]) => {
        const shown = JSON.stringify(maskOf(secret).json(value));
        const forms = [secret.trim(), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')];
        const found = [...forms, JSON.stringify(secret).slice(1, -1)].filter((form) => shown.includes(form));
        // What JSON adds around a text may spell a short value anew, such as `","","` in a list of empty texts.
        expect(found.filter((form) => !/^[",:[\]{}•\s\\]*$/.test(form) && !label.includes(form))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is masked twice into something else than once', () => {
    fc.assert(
      fc.property(values, fc.string(), (secret, around) => {
        const mask = maskOf(secret);
        const once = mask.text(around + secret + around);
        expect(mask.text(once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });
});
