/** Points in time for `date`: always UTC, never the clock or the zone of the machine. */
import type { JsonValue } from '../../json/json-value.js';
import { spendText, type Evaluation } from '../evaluation.js';
import { stop } from '../evaluation-failure.js';
import { describeKind } from '../value-kind.js';
import { refuseArgument } from './need-argument.js';

/** The instant of milliseconds since 1970 or of an RFC 3339 text (a date alone is its midnight); years 0 to 9999. */
export function instantOf(evaluation: Evaluation, when: JsonValue): Date {
  if (typeof when !== 'number' && typeof when !== 'string') {
    stop(evaluation.at, 'type-error', `date() needs a string or a number, got ${describeKind(when)}.`);
  }
  const instant = new Date(typeof when === 'number' ? Math.floor(when) : parseInstant(when));
  const year = instant.getUTCFullYear();
  if (year >= 0 && year <= 9999) return instant;
  refuseArgument(evaluation, 'date() needs an RFC 3339 time, a date YYYY-MM-DD, or milliseconds since 1970.');
}

/** The instant in a format: YYYY, MM, DD, HH, mm and ss are replaced, the rest stays. */
export function formatDate(evaluation: Evaluation, instant: Date, format: string): string {
  spendText(evaluation, format.length);
  const iso = instant.toISOString();
  return format.replace(/YYYY|MM|DD|HH|mm|ss/g, (part) => iso.slice(...(fields[part] as [number, number])));
}

const fields: Readonly<Record<string, readonly [number, number]>> = {
  YYYY: [0, 4],
  MM: [5, 7],
  DD: [8, 10],
  HH: [11, 13],
  mm: [14, 16],
  ss: [17, 19],
};

const pattern = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2}))?$/;

/** Milliseconds since 1970; NaN for what is no time. `Date` alone would take 31 February for 3 March. */
function parseInstant(text: string): number {
  const parts = text.length <= 64 ? pattern.exec(text) : null;
  const [, date, time = '00:00:00', fraction = '0', zone = 'Z'] = parts ?? [];
  if (date === undefined) return NaN;
  const local = `${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  const milliseconds = Date.parse(local);
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== local) return NaN;
  return milliseconds - offsetOf(zone);
}

function offsetOf(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number);
  if (hours > 23 || minutes > 59) return NaN;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
