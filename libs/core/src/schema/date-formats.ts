/** Formats of dates, times and durations (RFC 3339; those called `iso-…` may leave the zone out). */

/** A day of the calendar. */
export function isDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(month, year);
}

/** A time of day with its zone. */
export function isTime(text: string): boolean {
  return isTimeOfDay(text, /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i);
}

/** A time of day; the zone may be left out, or its minutes. */
export function isIsoTime(text: string): boolean {
  return isTimeOfDay(text, /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d)(?::?(\d\d))?)?$/i);
}

/** A date and a time with its zone. */
export function isDateTime(text: string): boolean {
  return isDate(text.slice(0, 10)) && /^[t\s]$/i.test(text.slice(10, 11)) && isTime(text.slice(11));
}

/** A date and a time; the zone may be left out. */
export function isIsoDateTime(text: string): boolean {
  return isDate(text.slice(0, 10)) && /^[t\s]$/i.test(text.slice(10, 11)) && isIsoTime(text.slice(11));
}

/** At least one number, each unit once, largest first. Weeks stand alone. */
export function isDuration(text: string): boolean {
  return /^P(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/.test(text) && /\d.$/.test(text);
}

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const MINUTES_OF_DAY = 24 * 60;

/** Hours, minutes, seconds, then sign, hours and minutes of the zone. Second 60 is the last of a day in UTC. */
function isTimeOfDay(text: string, shape: RegExp): boolean {
  const parts = shape.exec(text);
  if (parts === null) return false;
  const [hour = 0, minute = 0, second = 0] = parts.slice(1, 4).map(Number);
  const [zoneHour = 0, zoneMinute = 0] = [Number(parts[5] ?? 0), Number(parts[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || zoneHour > 23 || zoneMinute > 59) return false;
  if (second < 60) return true;
  const zone = (parts[4] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  return (hour * 60 + minute - zone + MINUTES_OF_DAY) % MINUTES_OF_DAY === MINUTES_OF_DAY - 1;
}
