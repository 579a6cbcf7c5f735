import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redacted, Redactor } from './redactor.js';

const plain = new Redactor([]);

describe('what looks like a credential', () => {
  it.each([
    ['a key of OpenAI', 'Use sk-proj-Ab12_cd34-EFGH now', 'Use [redacted] now'],
    ['a key of Anthropic', '"sk-ant-api03-AAAABBBBCCCC"', '"[redacted]"'],
    ['a key of a payment provider', 'pk_live_51H8xYzAbCdEf', '[redacted]'],
    ['a key of this server', 'ice_sk_a1b2c3d4e5', '[redacted]'],
    ['a header', 'Authorization: Bearer abc.DEF-123~x/y=', 'Authorization: [redacted]'],
    ['a header in small letters', 'authorization: bearer 0123456789abcdef', 'authorization: [redacted]'],
    ['a key of AWS', 'id AKIAIOSFODNN7EXAMPLE.', 'id [redacted].'],
    ['a token of a code host', 'ghp_0123456789abcdefABCD', '[redacted]'],
    ['a token of a chat', 'xoxb-1234567890-abcdefghij', '[redacted]'],
    ['a key of Google', `AIza${'Sy0123456789'.repeat(3)}`, '[redacted]'],
    ['a JSON Web Token', 'x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl y', 'x [redacted] y'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE+/=\n-----END', '[redacted]-----END'],
  ])('is taken out: %s', (_what, text, rest) => {
    expect(plain.text(text)).toBe(rest);
  });

  it.each([
    'a risk-assessment-of-2026-and-after',
    'Bearer authentication is described in RFC 6750.',
    'sk-learn-and-other-libraries',
    'the sk-1 model',
    'BAKIAIOSFODNN7EXAMPLE',
    'https://example.com/sketches/task-based-0123456789',
  ])('is something else than %s', (text) => {
    expect(plain.text(text)).toBe(text);
  });
});

describe('the keys of the process', () => {
  it('are taken out wherever they stand, the longer ones first', () => {
    const redactor = new Redactor(['opensesame', 'opensesame-and-more']);
    expect(redactor.text('opensesame-and-more, xopensesamex')).toBe('[redacted], x[redacted]x');
  });

  it('are taken out of JSON in texts, where they are escaped', () => {
    const redactor = new Redactor(['quote"and\\slash']);
    expect(redactor.text(JSON.stringify({ key: 'quote"and\\slash' }))).toBe('{"key":"[redacted]"}');
  });

  it('stay where they are too short to be secret', () => {
    expect(new Redactor(['ollama', '']).text('ask ollama')).toBe('ask ollama');
  });
});

describe('documents', () => {
  it('are redacted in every text at any depth, names of members too, and in nothing else', () => {
    const document = { a: ['sk-abcdefgh-01234567', 1, null, true], 'sk-abcdefgh-01234567': { b: 'plain' } };
    expect(plain.json(document)).toEqual({ a: [redacted, 1, null, true], [redacted]: { b: 'plain' } });
  });

  it('redacted twice are the same as redacted once', () => {
    const word = fc.constantFrom(
      'sk-',
      'Bearer ',
      'ice_sk_',
      'AKIA',
      'eyJ',
      '.',
      '-',
      ' ',
      'abcd1234efgh',
      'ABCD1234EFGH5678',
      'x',
    );
    const redactor = new Redactor(['abcd1234efghx', 'x-abcd1234efgh']);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const once = redactor.text(words.join(''));
        expect(redactor.text(once)).toBe(once);
      }),
    );
  });
});
