/** Money: integer nano-USD inside (10⁻⁹ USD, exact up to about 9 million USD), a decimal string on the wire. Pure arithmetic. */

const nanoPerUsd = 1_000_000_000;

/** An amount in integer nano-USD. */
export type NanoUsd = number;

/** `3125000` → `"0.003125"`. No exponent, no trailing zeros; zero is `"0"`. */
export function formatUsd(amount: NanoUsd): string {
  const sign = amount < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(amount) / nanoPerUsd);
  const rest = String(Math.abs(amount) % nanoPerUsd)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return rest ? `${sign}${whole}.${rest}` : `${sign}${whole}`;
}

/** `"0.003125"` → `3125000`. Digits beyond the ninth decimal are cut. Anything that is no plain decimal gives 0. */
export function parseUsd(text: string): NanoUsd {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return 0;
  const nano = Number(match[2]) * nanoPerUsd + Number((match[3] ?? '').padEnd(9, '0').slice(0, 9));
  return match[1] ? -nano : nano;
}

/** An amount as a number of USD. */
export function nanoToUsd(amount: NanoUsd): number {
  return amount / nanoPerUsd;
}

/** A number of USD as nano-USD, rounded up: a charge is never understated. */
export function usdToNano(usd: number): NanoUsd {
  return Math.ceil(Number((usd * nanoPerUsd).toFixed(3)));
}
