/** Times, money and counts as people read them. Pure. */
import { nanoToUsd, parseUsd } from '@ice/core';

/** `0.04s`, `3.6s`, `1m 04s`, `2h 03m`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 1) return `${seconds.toFixed(2)}s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}h ${two(minutes)}m` : `${minutes}m ${two(whole % 60)}s`;
}

/** A decimal string of USD, to four digits behind the point where it has more: `$0.0041`; `<$0.0001` is not nothing. */
export function moneyText(usd: string | number): string {
  const amount = typeof usd === 'number' ? usd : nanoToUsd(parseUsd(usd));
  if (amount > 0 && amount < 0.0001) return '<$0.0001';
  return `$${amount === 0 ? '0' : amount.toFixed(amount >= 1 ? 2 : 4)}`;
}

/** `212`, `4.2k`, `1.3M`. */
export function countText(count: number): string {
  if (count < 1_000) return String(count);
  return count < 1_000_000 ? `${(count / 1_000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}
