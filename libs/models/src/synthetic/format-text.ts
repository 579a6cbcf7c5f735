/** Texts of the formats that JSON Schema names. Addresses and hosts are those reserved for examples. Pure but for the choices. */
import type { Draft } from './draft.js';
import { slugOf } from './topic-text.js';

type MakeText = (draft: Draft) => string;

/** By format: a natural text, and the shortest there is. */
const formats: ReadonlyMap<string, readonly [MakeText, string]> = new Map<string, readonly [MakeText, string]>([
  ['date', [date, '2026-01-01']],
  ['time', [(draft) => `${time(draft)}Z`, '12:00:00Z']],
  ['iso-time', [(draft) => `${time(draft)}Z`, '12:00:00Z']],
  ['date-time', [(draft) => `${date(draft)}T${time(draft)}Z`, '2026-01-01T12:00:00Z']],
  ['iso-date-time', [(draft) => `${date(draft)}T${time(draft)}Z`, '2026-01-01T12:00:00Z']],
  ['duration', [(draft) => `PT${String(draft.random.integer(1, 59))}M`, 'P1D']],
  ['email', [(draft) => `${slug(draft, 1)}@example.com`, 'a@b.co']],
  ['idn-email', [(draft) => `${slug(draft, 1)}@example.com`, 'a@b.co']],
  ['hostname', [(draft) => `${slug(draft, 1)}.example.com`, 'a']],
  ['idn-hostname', [(draft) => `${slug(draft, 1)}.example.com`, 'a']],
  ['ipv4', [(draft) => `192.0.2.${String(draft.random.integer(1, 254))}`, '192.0.2.1']],
  ['ipv6', [(draft) => `2001:db8::${draft.random.integer(1, 0xffff).toString(16)}`, '::1']],
  ['uri', [webAddress, 'a:b']],
  ['url', [webAddress, 'http://a.co']],
  ['iri', [webAddress, 'a:b']],
  ['uri-reference', [(draft) => `/${slug(draft, 2)}`, '']],
  ['iri-reference', [(draft) => `/${slug(draft, 2)}`, '']],
  ['uri-template', [(draft) => `https://example.com/${slug(draft, 1)}/{id}`, '']],
  ['uuid', [uuid, '00000000-0000-4000-8000-000000000000']],
  ['json-pointer', [(draft) => `/${slug(draft, 1)}`, '']],
  ['json-pointer-uri-fragment', [(draft) => `#/${slug(draft, 1)}`, '#']],
  ['relative-json-pointer', [(draft) => `0/${slug(draft, 1)}`, '0']],
  ['regex', [(draft) => `^${slug(draft, 1)}$`, '']],
  ['byte', [(draft) => Buffer.from(slug(draft, 2)).toString('base64'), '']],
]);

/** Texts of the format, the natural one first, then one that is as long as asked and the shortest. Undefined for an unknown format. */
export function formatTexts(format: string, least: number, draft: Draft): readonly string[] | undefined {
  const [natural, shortest] = formats.get(format) ?? [];
  if (!natural || shortest === undefined) return undefined;
  const text = natural(draft);
  const long = lengthened(text, least - text.length, format);
  return draft.size === 'full' ? [text, long, shortest] : [shortest, text, long];
}

/** Formats of free length grow at the end, and addresses at the start. */
function lengthened(text: string, missing: number, format: string): string {
  const filler = 'a'.repeat(Math.max(0, missing));
  return format.endsWith('email') || format.endsWith('hostname') ? filler + text : text + filler;
}

function date({ random }: Draft): string {
  return `2026-${twoDigits(random.integer(1, 12))}-${twoDigits(random.integer(1, 28))}`;
}

function time({ random }: Draft): string {
  return `${twoDigits(random.integer(0, 23))}:${twoDigits(random.integer(0, 59))}:00`;
}

function webAddress(draft: Draft): string {
  return `https://example.com/${slug(draft, 3)}`;
}

function uuid({ random }: Draft): string {
  const digits = Array.from({ length: 31 }, () => random.integer(0, 15).toString(16)).join('');
  const [a, b, c, d, e] = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 15),
    digits.slice(15, 18),
    digits.slice(18, 30),
  ];
  return `${a}-${b}-4${c}-8${d}-${e}`;
}

/** ASCII words of the topic; a number behind them where another one than before is wanted. */
function slug({ topic, random, variety }: Draft, most: number): string {
  const text = slugOf(topic.words.slice(-random.integer(1, most)).join(' '))
    .slice(0, 40)
    .replace(/-$/, '');
  return variety > 0 ? `${text}-${String(variety)}` : text;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
