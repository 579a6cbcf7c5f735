/** The formats of strings and numbers, each judged in linear time. A format that is not listed here judges nothing. */
import type { Format } from 'ajv';
import { loadFormats } from './engine-loader.js';
import { compileLinearRegex } from './linear-regex.js';
import { spendWork } from './work-meter.js';

type Judge = (text: string) => boolean;

/** All formats by name, as the schema engine takes them. Made at the first call. */
export function formatTable(): Readonly<Record<string, Format>> {
  madeTable ??= makeTable();
  return madeTable;
}

let madeTable: Readonly<Record<string, Format>> | undefined;

/** The definitions of `ajv-formats`, its backtracking expressions replaced by linear ones or by code. */
function makeTable(): Readonly<Record<string, Format>> {
  const published: Readonly<Record<string, unknown>> = { ...loadFormats().fullFormats, ...OWN_JUDGES };
  return Object.fromEntries(Object.entries(published).map(([name, format]) => [name, linearFormat(format)]));
}

function linearFormat(format: unknown): Format {
  if (format instanceof RegExp) return linearJudge(format.source, format.flags);
  if (isStringJudge(format)) return (text: string) => spendForText(text) && format.validate(text);
  return format as Format;
}

/** Dates and times come as `{validate, compare}`; their expressions are short and have one way to match. */
function isStringJudge(format: unknown): format is { readonly validate: Judge } {
  return typeof format === 'object' && format !== null && 'compare' in format;
}

function spendForText(text: string): true {
  spendWork(text.length);
  return true;
}

function linearJudge(source: string, flags = ''): Judge {
  const result = compileLinearRegex(flags.includes('i') ? `(?i:${source})` : source);
  if (!result.ok) throw new Error(`The pattern of a format is refused: ${result.message} in ${source}`);
  return (text) => result.regex.test(text);
}

/** Formats whose published definition looks ahead, or hides its expressions inside a function. */
const OWN_JUDGES: Readonly<Record<string, unknown>> = {
  byte: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  duration: isDuration,
  hostname: isHostname,
  regex: isRegex,
  uri: isUri,
  url: isUrl,
};

/** A duration of RFC 3339: at least one number, each unit once, largest first. */
function isDuration(text: string): boolean {
  const isShaped = judge(String.raw`^P(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|\d+W)$`, text);
  return isShaped && /[0-9].$/.test(text.slice(-2));
}

function isHostname(text: string): boolean {
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  return text.replace(/\.$/, '').length <= 253 && judge(String.raw`(?i:^${label}(?:\.${label})*\.?$)`, text);
}

/** A regular expression of ECMAScript, also one that this process would refuse to run. */
function isRegex(text: string): boolean {
  const result = compileLinearRegex(text);
  return result.ok || result.code === 'regex-unsafe';
}

/** A reference with a scheme. */
function isUri(text: string): boolean {
  const reference = formatTable()['uri-reference'] as Judge;
  return judge('^[A-Za-z][A-Za-z0-9+.-]*:', text) && reference(text);
}

/** An address of the web: a URI of one of three schemes, with a host. */
function isUrl(text: string): boolean {
  return judge(String.raw`^(?i:https?|ftp)://[^/?#\s]`, text) && isUri(text);
}

function judge(pattern: string, text: string): boolean {
  const result = compileLinearRegex(pattern);
  return result.ok && result.regex.test(text);
}
