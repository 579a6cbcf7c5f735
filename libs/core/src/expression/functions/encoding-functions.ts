/** Functions on the bytes of texts (UTF-8). */
import { createHash } from 'node:crypto';
import { stringType } from '../../type/type.js';
import { spendReading, spendText, type Evaluation } from '../evaluation.js';
import type { PureFunction } from './expression-function.js';
import { needString, refuseArgument } from './need-argument.js';

/** Entries of the table. */
export const encodingFunctions: readonly PureFunction[] = [
  {
    kind: 'function',
    name: 'base64_encode',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'base64_encode(text: string): string',
    documentation: 'The UTF-8 bytes of the text in base64.',
    example: { expression: '"ice".base64_encode()', value: 'aWNl' },
    takes: [stringType],
    typeOf: () => stringType,
    apply: (evaluation, [value]) => encodeBase64(evaluation, needString(evaluation, 'base64_encode', value)),
  },
  {
    kind: 'function',
    name: 'base64_decode',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'base64_decode(text: string): string',
    documentation:
      'The text behind base64 or base64url (line breaks allowed). What is none, or no UTF-8, is a failure.',
    example: { expression: '"aWNl".base64_decode()', value: 'ice' },
    takes: [stringType],
    typeOf: () => stringType,
    apply: (evaluation, [value]) => decodeBase64(evaluation, needString(evaluation, 'base64_decode', value)),
  },
  {
    kind: 'function',
    name: 'sha256',
    group: 'convert',
    arity: { min: 1, max: 1 },
    signature: 'sha256(text: string): string',
    documentation: 'The SHA-256 of the UTF-8 bytes of the text, in hexadecimal.',
    example: {
      expression: 'sha256("ice")',
      value: '4cb0b250c6250d528f3e61d07d970892168db68bbff1ea5be4a851eda411adfb',
    },
    takes: [stringType],
    typeOf: () => stringType,
    apply: (evaluation, [value]) => digest(evaluation, needString(evaluation, 'sha256', value)),
  },
];

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `Buffer` skips what it does not know, so the form is checked first; `TextDecoder` refuses bytes that are no text. */
function decodeBase64(evaluation: Evaluation, text: string): string {
  spendReading(evaluation, text.length);
  const [, digits] = /^([\w+/-]*)={0,2}$/.exec(text.replace(/\s/g, '')) ?? [];
  if (digits === undefined || digits.length % 4 === 1) {
    refuseArgument(evaluation, 'base64_decode() got a text that is no base64.');
  }
  const decoded = tryDecode(Buffer.from(digits, 'base64'));
  if (decoded === undefined) refuseArgument(evaluation, 'base64_decode() got bytes that are no UTF-8 text.');
  spendText(evaluation, decoded.length);
  return decoded;
}

function tryDecode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function encodeBase64(evaluation: Evaluation, text: string): string {
  spendText(evaluation, Math.ceil(Buffer.byteLength(text) / 3) * 4);
  return Buffer.from(text).toString('base64');
}

function digest(evaluation: Evaluation, text: string): string {
  spendReading(evaluation, text.length);
  return createHash('sha256').update(text).digest('hex');
}
