/** What the body parser takes and what it refuses, case by case. */
import { describe, expect, it } from '@jest/globals';
import { parseJsonBody } from './parse-json-body.js';

/** A body that is refused: what it shows, its bytes, the code, the offset. */
type Refusal = readonly [title: string, body: string | readonly number[], code: string, offset: number];

const bytesOf = (body: string | readonly number[]): Uint8Array =>
  typeof body === 'string' ? Buffer.from(body) : Uint8Array.from(body);

const refusalOf = (body: string | readonly number[]): { code: string; offset: number } | 'accepted' => {
  const result = parseJsonBody(bytesOf(body));
  return result.ok ? 'accepted' : { code: result.problem.code, offset: result.problem.offset };
};

const nested = (open: string, middle: string, close: string, levels: number): string =>
  `{"a":${open.repeat(levels)}${middle}${close.repeat(levels)}}`;

const quoted = (...bytes: readonly number[]): readonly number[] => [...Buffer.from('{"a":"'), ...bytes, 0x22, 0x7d];

const MALFORMED: readonly Refusal[] = [
  ['nothing at all', '', 'malformed-json', 0],
  ['only whitespace', ' \n\t\r', 'malformed-json', 4],
  ['a trailing comma in an object', '{"a":1,}', 'malformed-json', 7],
  ['a trailing comma in a list', '{"a":[1,]}', 'malformed-json', 8],
  ['a leading comma in a list', '{"a":[,1]}', 'malformed-json', 6],
  ['a leading comma in an object', '{,"a":1}', 'malformed-json', 1],
  ['two commas', '{"a":[1,,2]}', 'malformed-json', 8],
  ['no comma between members', '{"a":1 "b":2}', 'malformed-json', 7],
  ['no comma between elements', '{"a":[1 2]}', 'malformed-json', 8],
  ['no colon', '{"a" 1}', 'malformed-json', 5],
  ['two colons', '{"a"::1}', 'malformed-json', 5],
  ['a colon in a list', '{"a":["b":1]}', 'malformed-json', 9],
  ['a key without a value', '{"a":}', 'malformed-json', 5],
  ['a key without quotes', '{a:1}', 'malformed-json', 1],
  ['a number as key', '{1:1}', 'malformed-json', 1],
  ['single quotes', "{'a':1}", 'malformed-json', 1],
  ['a comment', '/*c*/{}', 'malformed-json', 0],
  ['a line comment', '{} // c', 'malformed-json', 3],
  ['two documents', '{}{}', 'malformed-json', 2],
  ['a closing bracket too many', '{}}', 'malformed-json', 2],
  ['the wrong closing bracket of a list', '{"a":[1}}', 'malformed-json', 7],
  ['the wrong closing bracket of an object', '{"a":{"b":1]}', 'malformed-json', 11],
  ['an unfinished object', '{"a":1', 'malformed-json', 6],
  ['an unfinished list, though no body at all', '[1,2', 'malformed-json', 4],
  ['an unfinished string', '{"a":"b', 'malformed-json', 7],
  ['an unfinished key', '{"a', 'malformed-json', 3],
  ['an object cut after a comma', '{"a":1,', 'malformed-json', 7],
  ['a cut literal', '{"a":tru}', 'malformed-json', 8],
  ['a literal cut by the end', 'nul', 'malformed-json', 3],
  ['a literal of another language', '{"a":None}', 'malformed-json', 5],
  ['a literal in capitals', '{"a":TRUE}', 'malformed-json', 5],
  ['a literal that goes on', '{"a":truex}', 'malformed-json', 9],
  ['undefined', '{"a":undefined}', 'malformed-json', 5],
  ['NaN', '{"a":NaN}', 'malformed-json', 5],
  ['Infinity', '{"a":Infinity}', 'malformed-json', 5],
  ['minus Infinity', '{"a":-Infinity}', 'malformed-json', 6],
  ['a leading zero', '{"a":01}', 'malformed-json', 6],
  ['a leading zero after a minus', '{"a":-01}', 'malformed-json', 7],
  ['a plus sign', '{"a":+1}', 'malformed-json', 5],
  ['hexadecimal', '{"a":0x10}', 'malformed-json', 6],
  ['a number without integer digits', '{"a":.5}', 'malformed-json', 5],
  ['a number that ends with its point', '{"a":1.}', 'malformed-json', 7],
  ['an exponent without digits', '{"a":1e}', 'malformed-json', 7],
  ['an exponent with only a sign', '{"a":1e+}', 'malformed-json', 8],
  ['a fractional exponent', '{"a":1e1.5}', 'malformed-json', 8],
  ['a lone minus', '{"a":-}', 'malformed-json', 6],
  ['a raw tab in a string', '{"a":"\t"}', 'malformed-json', 6],
  ['a raw line feed in a key', '{"a\n":1}', 'malformed-json', 3],
  ['a raw NUL in a string', '{"a":"\u0000"}', 'malformed-json', 6],
  ['an unknown escape', '{"a":"\\x41"}', 'malformed-json', 6],
  ['an escape cut by the end', '{"a":"\\', 'malformed-json', 6],
  ['a unicode escape of three digits', '{"a":"\\u12"}', 'malformed-json', 6],
  ['a unicode escape with a letter past f', '{"a":"\\u12g4"}', 'malformed-json', 6],
  ['a high surrogate alone', '{"a":"\\ud83d"}', 'malformed-json', 6],
  ['a high surrogate before another character', '{"a":"\\ud83dx"}', 'malformed-json', 6],
  ['a high surrogate before another escape', '{"a":"\\ud83d\\n"}', 'malformed-json', 6],
  ['two high surrogates', '{"a":"\\ud83d\\ud83d"}', 'malformed-json', 6],
  ['a low surrogate alone', '{"a":"\\ude00"}', 'malformed-json', 6],
  ['surrogates in the wrong order', '{"a":"\\ude00\\ud83d"}', 'malformed-json', 6],
  ['half a pair in a key', '{"\\ud83d":1}', 'malformed-json', 2],
  ['a pair cut by the end', '{"a":"\\ud83d\\ude', 'malformed-json', 6],
  ['a no-break space between tokens', '{"a":\u00a01}', 'malformed-json', 5],
  ['a form feed between tokens', '{"a":\f1}', 'malformed-json', 5],
];

const NOT_UTF8: readonly Refusal[] = [
  ['a byte order mark', [0xef, 0xbb, 0xbf, 0x7b, 0x7d], 'malformed-json', 0],
  ['UTF-16', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00], 'malformed-json', 0],
  ['Latin-1', quoted(0xe9), 'malformed-json', 6],
  ['a continuation byte alone', quoted(0x80), 'malformed-json', 6],
  ['an overlong slash of two bytes', quoted(0xc0, 0xaf), 'malformed-json', 6],
  ['an overlong slash of three bytes', quoted(0xe0, 0x80, 0xaf), 'malformed-json', 6],
  ['an overlong slash of four bytes', quoted(0xf0, 0x80, 0x80, 0xaf), 'malformed-json', 6],
  ['an overlong NUL', quoted(0xc0, 0x80), 'malformed-json', 6],
  ['a surrogate in UTF-8', quoted(0xed, 0xa0, 0xbd), 'malformed-json', 6],
  ['a code point past U+10FFFF', quoted(0xf4, 0x90, 0x80, 0x80), 'malformed-json', 6],
  ['a lead byte of five', quoted(0xf8, 0x88, 0x80, 0x80, 0x80), 'malformed-json', 6],
  ['a character cut by the quote', quoted(0xe2, 0x82), 'malformed-json', 6],
  ['a character cut by the end', [0x7b, 0x22, 0xf0, 0x9f, 0x98], 'malformed-json', 2],
];

const NUMBERS: readonly Refusal[] = [
  ['past the largest double', '{"a":1e400}', 'number-out-of-range', 5],
  ['past the smallest double', '{"a":-1e999}', 'number-out-of-range', 5],
  ['the first unsafe integer', '{"a":9007199254740992}', 'number-out-of-range', 5],
  ['the first unsafe negative integer', '{"a":-9007199254740992}', 'number-out-of-range', 5],
  ['twenty digits', '{"a":12345678901234567890}', 'number-out-of-range', 5],
  ['an unsafe integer written with an exponent', '{"a":1e20}', 'number-out-of-range', 5],
  ['an unsafe integer written with a fraction', '{"a":9007199254740993.0}', 'number-out-of-range', 5],
  ['an integer of a thousand digits', `{"a":${'9'.repeat(1000)}}`, 'number-out-of-range', 5],
  ['an underflow to 0', '{"a":1e-400}', 'number-out-of-range', 5],
  ['an underflow to -0', '{"a":-0.1e-400}', 'number-out-of-range', 5],
  ['an underflow without exponent', `{"a":0.${'0'.repeat(400)}1}`, 'number-out-of-range', 5],
  ['an exponent past every integer', '{"a":1e99999999999999999999}', 'number-out-of-range', 5],
];

const KEYS: readonly Refusal[] = [
  ['__proto__', '{"__proto__":{"polluted":1}}', 'forbidden-key', 1],
  ['__proto__ with an escape', '{"\\u005f_proto__":{"polluted":1}}', 'forbidden-key', 1],
  ['__proto__ all in escapes', '{"\\u005F\\u005f\\u0070roto\\u005f_":1}', 'forbidden-key', 1],
  ['constructor', '{"constructor":"x"}', 'forbidden-key', 1],
  ['prototype', '{"prototype":{}}', 'forbidden-key', 1],
  ['constructor inside a list of a list', '{"a":[[{"b":1,"constructor":{}}]]}', 'forbidden-key', 14],
  ['the same key twice', '{"a":1,"a":2}', 'duplicate-key', 7],
  ['the empty key twice', '{"":1,"":2}', 'duplicate-key', 6],
  ['the same key, once escaped', '{"ab":1,"\\u0061b":2}', 'duplicate-key', 8],
  ['the same key, escaped in two ways', '{"/":1,"\\/":2,"\\u002f":3}', 'duplicate-key', 7],
  ['the same emoji, once as a pair of escapes', '{"😀":1,"\\ud83d\\ude00":2}', 'duplicate-key', 10],
  ['a key again after a nested object with it', '{"a":{"a":1},"a":2}', 'duplicate-key', 13],
  ['a key of 257 characters', `{"${'k'.repeat(257)}":1}`, 'key-too-long', 1],
  ['a key of 257 escapes', `{"${'\\n'.repeat(257)}":1}`, 'key-too-long', 1],
  ['a key of 129 emoji (258 UTF-16 units)', `{"${'😀'.repeat(129)}":1}`, 'key-too-long', 1],
];

const BOUNDS: readonly Refusal[] = [
  ['65 levels of lists', nested('[', '', ']', 64), 'json-too-deep', 5 + 63],
  ['65 levels of objects', nested('{"a":', '1', '}', 64), 'json-too-deep', 5 + 63 * 5],
  ['100,000 levels that never close', '['.repeat(100_000), 'json-too-deep', 64],
  ['200,001 tokens', `[${'0,'.repeat(199_999)}0]`, 'json-too-large', 1 + 199_999 * 2],
  ['200,002 tokens in keys', `{"a":[${'{"b":0},'.repeat(66_666)}0]}`, 'json-too-large', 6 + 66_665 * 8 + 5],
];

const TOP_LEVEL: readonly Refusal[] = [
  ['null', 'null', 'body-not-object', 0],
  ['a string', ' "x"', 'body-not-object', 1],
  ['a number', '1', 'body-not-object', 0],
  ['true', 'true', 'body-not-object', 0],
  ['a list', '\n[{}]', 'body-not-object', 1],
];

describe('parseJsonBody refuses', () => {
  it.each([...MALFORMED, ...NOT_UTF8, ...NUMBERS, ...KEYS, ...BOUNDS, ...TOP_LEVEL])(
    '%s',
    (_title, body, code, offset) => {
      expect(refusalOf(body)).toEqual({ code, offset });
    },
  );

  it('nothing by changing a prototype', () => {
    parseJsonBody(Buffer.from('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'));

    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('with one sentence that shows at most a short piece of a long key', () => {
    const key = 'k'.repeat(200);

    expect(parseJsonBody(Buffer.from(`{"${key}":1,"${key}":2}`))).toEqual({
      ok: false,
      problem: {
        code: 'duplicate-key',
        message: `the key "${'k'.repeat(64)}…" stands twice in one object`,
        offset: 206,
      },
    });
  });
});

/** A body that is accepted: what it shows, its text, the value. */
type Acceptance = readonly [title: string, body: string, value: unknown];

const ACCEPTED: readonly Acceptance[] = [
  ['an empty object', '{}', {}],
  ['whitespace everywhere', ' {\t"a" :\r\n[ 1 , 2 ] } \n', { a: [1, 2] }],
  ['every kind of value', '{"a":[null,true,false,"",0,{},[]]}', { a: [null, true, false, '', 0, {}, []] }],
  ['every escape', '{"a":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDE00"}', { a: '"\\/\b\f\n\r\té😀' }],
  ['UTF-8 of every length', '{"aé€😀":"aé€😀"}', { 'aé€😀': 'aé€😀' }],
  [
    'the ends of the ranges of UTF-8',
    '{"a":"\u0080\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}"}',
    { a: '\u0080\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}' },
  ],
  ['a NUL and a DEL that JSON allows', '{"a":"\\u0000\u007f"}', { a: '\u0000\u007f' }],
  ['line separators inside a string', '{"a":"\u2028\u2029"}', { a: '\u2028\u2029' }],
  ['the largest integers', '{"a":[9007199254740991,-9007199254740991]}', { a: [9007199254740991, -9007199254740991] }],
  ['an integer with an exponent', '{"a":[1e3,1E+3,15e-1]}', { a: [1000, 1000, 1.5] }],
  ['zeros written in many ways', '{"a":[0,0.0,0e5,0e-999,0.000e999]}', { a: [0, 0, 0, 0, 0] }],
  ['the smallest double', '{"a":5e-324}', { a: 5e-324 }],
  ['more digits than a double keeps', '{"a":0.1234567890123456789}', { a: 0.12345678901234568 }],
  ['a long fraction', `{"a":0.${'0'.repeat(200)}1}`, { a: 1e-201 }],
  ['64 levels of lists', nested('[', '', ']', 63), JSON.parse(nested('[', '', ']', 63))],
  ['64 levels of objects', nested('{"a":', '1', '}', 63), JSON.parse(nested('{"a":', '1', '}', 63))],
  ['levels beside each other', '{"a":[[],[],{}]}', { a: [[], [], {}] }],
  [
    'the same key in different objects',
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}',
    { a: { a: { a: 1 } }, b: [{ a: 1 }, { a: 1 }] },
  ],
  ['a key of 256 characters', `{"${'k'.repeat(256)}":1}`, { ['k'.repeat(256)]: 1 }],
  [
    'keys that only look forbidden',
    '{"__proto":1,"proto":2,"Constructor":3,"prototypes":4,"a.__proto__.b":5}',
    { __proto: 1, proto: 2, Constructor: 3, prototypes: 4, 'a.__proto__.b': 5 },
  ],
  ['forbidden words as values', '{"a":["__proto__","constructor"]}', { a: ['__proto__', 'constructor'] }],
  [
    'keys of Object.prototype that lead nowhere',
    '{"toString":1,"hasOwnProperty":2,"valueOf":3}',
    { toString: 1, hasOwnProperty: 2, valueOf: 3 },
  ],
];

describe('parseJsonBody accepts', () => {
  it.each(ACCEPTED)('%s', (_title, body, value) => {
    expect(parseJsonBody(Buffer.from(body))).toEqual({ ok: true, value });
  });

  it('200,000 tokens', () => {
    const result = parseJsonBody(Buffer.from(`{"a":[${'0,'.repeat(199_996)}0]}`));

    expect(result.ok).toBe(true);
  });

  it('60,000 different keys in one object, and finds the one that comes again', () => {
    const keys = Array.from({ length: 60_000 }, (_, index) => `"key_${index}":0`);
    const body = `{${keys.join(',')}}`;

    expect(parseJsonBody(Buffer.from(body)).ok).toBe(true);
    expect(refusalOf(`${body.slice(0, -1)},"key_0":1}`)).toEqual({ code: 'duplicate-key', offset: body.length });
  });

  it('a view into a larger buffer, and reads nothing outside of it', () => {
    const whole = Buffer.from('[[[{"a":-1e3,"é":"x"}]]]');

    expect(parseJsonBody(whole.subarray(3, -3))).toEqual({ ok: true, value: { a: -1000, é: 'x' } });
    expect(parseJsonBody(new Uint8Array(whole).subarray(3, -3))).toEqual({ ok: true, value: { a: -1000, é: 'x' } });
  });

  it('a list where lists are allowed, but still no scalar', () => {
    expect(parseJsonBody(Buffer.from('[1]'), {}, 'object-or-list')).toEqual({ ok: true, value: [1] });
    expect(parseJsonBody(Buffer.from('1'), {}, 'object-or-list')).toEqual({
      ok: false,
      problem: { code: 'body-not-object', message: 'the body must be a JSON object or list', offset: 0 },
    });
  });
});

describe('parseJsonBody keeps the bounds it is given', () => {
  it('of depth, tokens and key length', () => {
    const limits = { maxDepth: 2, maxTokens: 4, maxKeyLength: 3 };
    const codeOf = (body: string): string => {
      const result = parseJsonBody(Buffer.from(body), limits);
      return result.ok ? 'accepted' : result.problem.code;
    };

    expect(['{"abc":[1]}', '{"a":[[]]}', '{"a":[1,2]}', '{"abcd":1}'].map(codeOf)).toEqual([
      'accepted',
      'json-too-deep',
      'json-too-large',
      'key-too-long',
    ]);
  });

  it('and the default ones for those not given', () => {
    expect(refusalOf(nested('[', '', ']', 64))).toEqual({ code: 'json-too-deep', offset: 68 });
    expect(parseJsonBody(Buffer.from(nested('[', '', ']', 64)), { maxDepth: 65 }).ok).toBe(true);
  });
});
