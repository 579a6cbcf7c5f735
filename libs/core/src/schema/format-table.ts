/**
 * The formats of texts and numbers, each judged in time linear in the text. A format that is not listed here judges
 * nothing. What they take is defined in `date-formats.ts`, `web-formats.ts` and `pointer-formats.ts`.
 */
import { isDate, isDateTime, isDuration, isIsoDateTime, isIsoTime, isTime } from './date-formats.js';
import { compileLinearRegex } from './linear-regex.js';
import { isJsonPointer, isJsonPointerFragment, isRelativeJsonPointer } from './pointer-formats.js';
import { isEmail, isHostname, isIpv4, isIpv6, isUri, isUriReference, isUriTemplate, isUrl } from './web-formats.js';
import { spendWork } from './work-meter.js';

/** The judge of a format of texts, or undefined for a name that means nothing. Pays for the length of the text. */
export function stringFormat(name: string): ((text: string) => boolean) | undefined {
  const fits = STRING_FORMATS.get(name);
  if (fits === undefined) return undefined;
  return (text) => {
    spendWork(Math.ceil(text.length / CHARACTERS_PER_UNIT));
    return fits(text);
  };
}

/** The judge of a format of numbers, or undefined for a name that means nothing. */
export function numberFormat(name: string): ((value: number) => boolean) | undefined {
  return NUMBER_FORMATS.get(name);
}

/** Some formats go through a text more than once, with code as quick as any. */
const CHARACTERS_PER_UNIT = 8;

const isUuid = (text: string): boolean => /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);

const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

/** A regular expression of ECMAScript, also one that this process would refuse to run. */
function isRegex(text: string): boolean {
  const result = compileLinearRegex(text);
  return result.ok || result.code === 'regex-unsafe';
}

const STRING_FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date', isDate],
  ['time', isTime],
  ['date-time', isDateTime],
  ['iso-time', isIsoTime],
  ['iso-date-time', isIsoDateTime],
  ['duration', isDuration],
  ['email', isEmail],
  ['hostname', isHostname],
  ['ipv4', isIpv4],
  ['ipv6', isIpv6],
  ['uri', isUri],
  ['uri-reference', isUriReference],
  ['uri-template', isUriTemplate],
  ['url', isUrl],
  ['uuid', isUuid],
  ['json-pointer', isJsonPointer],
  ['json-pointer-uri-fragment', isJsonPointerFragment],
  ['relative-json-pointer', isRelativeJsonPointer],
  ['regex', isRegex],
  ['byte', isBase64],
]);

const NUMBER_FORMATS: ReadonlyMap<string, (value: number) => boolean> = new Map([
  ['int32', (value: number) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31],
  ['int64', (value: number) => Number.isInteger(value)],
]);
