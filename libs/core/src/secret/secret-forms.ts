/** The shapes in which a value comes back: whoever repeats a secret may have escaped or encoded it. Pure. What is not among them
 *  (hashes, ciphers, a value in pieces) is not recognised. */
import { secretLimits } from './secret-name.js';

/** So much of a line alone is a secret too: a key of several lines is often shown a line at a time. */
const leastLine = 16;

/** Every form that is looked for, each once, the longest first. None is shorter than a value may be. */
export function secretForms(value: string): readonly string[] {
  const texts = [value, value.trim(), ...linesOf(value)];
  const forms = new Set([...texts, ...texts.flatMap(escapedForms), ...texts.flatMap(encodedForms)]);
  return [...forms]
    .filter((form) => form.length >= secretLimits.leastCharacters)
    .sort((one, other) => other.length - one.length);
}

function linesOf(value: string): readonly string[] {
  const lines = value.split(/\r\n|[\r\n]/).map((line) => line.trim());
  return lines.length > 1 ? lines.filter((line) => line.length >= leastLine) : [];
}

/** In a text of another format. */
function escapedForms(text: string): readonly string[] {
  const json = inner(text);
  const ascii = json.replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const jsons = [json, ascii].flatMap((form) => [form, form.replaceAll('/', '\\/')]);
  return [...jsons, ...jsons.map(inner), ...percentForms(text), ...htmlForms(text)];
}

/** The inside of a JSON string. */
function inner(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function percentForms(text: string): readonly string[] {
  // Half a surrogate pair cannot be encoded.
  const whole = Buffer.from(text, 'utf8').toString('utf8');
  const component = encodeURIComponent(whole);
  const strict = component.replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([['', whole]]).toString().slice(1);
  const path = encodeURI(whole);
  return [component, strict, strict.replaceAll('%7E', '~'), form, path].flatMap((one) => [one, lowerPercent(one)]);
}

function lowerPercent(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function htmlForms(text: string): readonly string[] {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = plain.replaceAll('"', '&quot;');
  return [plain, quoted, quoted.replaceAll("'", '&#39;'), quoted.replaceAll("'", '&#x27;')];
}

/** As bytes: headers may carry Latin-1, and bytes of UTF-8 may be read as it. */
function encodedForms(text: string): readonly string[] {
  const utf8 = Buffer.from(text, 'utf8');
  const isAscii = utf8.length === text.length;
  const latin = isAscii ? [] : [Buffer.from(text, 'latin1')];
  const misread = isAscii ? [] : [utf8.toString('latin1')];
  return [...misread, ...[utf8, ...latin].flatMap((bytes) => [...hexForms(bytes), ...base64Forms(bytes)])];
}

function hexForms(bytes: Buffer): readonly string[] {
  const hex = bytes.toString('hex');
  return [hex, hex.toUpperCase()];
}

/** Whole, and the part that it always has inside a longer text (`user:secret`), which depends on where in the text it begins. */
function base64Forms(bytes: Buffer): readonly string[] {
  const forms = [bytes.toString('base64'), ...[0, 1, 2].map((offset) => base64Core(bytes, offset))];
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** Characters at both ends that also hold bits of neighbours are left out. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const before = offset === 0 ? 0 : offset + 1;
  const isWhole = (bytes.length + offset) % 3 === 0;
  const kept = text.replace(/=+$/, '');
  return kept.slice(before, isWhole ? undefined : -1);
}
