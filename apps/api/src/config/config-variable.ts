/** What a variable of the environment is, and how the text of one becomes a value. */

/** A value, or why the text is none. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  /** Ends the sentence `NAME is "text": …`. */
  | { readonly ok: false; readonly because: string };

/** One variable. */
export interface ConfigVariable<Value> {
  readonly name: string;
  /** As one would write it; empty where nothing is set by default. */
  readonly default: string;
  /** For `.env.example` and the docs. */
  readonly description: string;
  /** True: what it is set to is never repeated. Default: false. */
  readonly isSecret?: boolean;
  /** Reads the text; without surrounding blanks, and empty only where the default is. */
  readonly read: (text: string) => Reading<Value>;
}

/** One of a few words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): (text: string) => Reading<Word> {
  return (text) => {
    const word = words.find((each) => each === text);
    return word === undefined ? refused(`allowed: ${words.join(', ')}`) : accepted(word);
  };
}

/** A whole number in decimal digits. */
export function wholeNumber(min: number, max: number): (text: string) => Reading<number> {
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? accepted(value) : refused(`allowed: a whole number from ${min} to ${max}`);
  };
}

/** An amount above 0. */
export function positiveNumber(max: number): (text: string) => Reading<number> {
  return (text) => {
    const value = decimal(text);
    return value > 0 && value <= max ? accepted(value) : refused(`allowed: a number above 0, at most ${max}`);
  };
}

/** An amount, which may be 0. */
export function amount(max: number): (text: string) => Reading<number> {
  return (text) => {
    const value = decimal(text);
    return value >= 0 && value <= max ? accepted(value) : refused(`allowed: a number from 0 to ${max}`);
  };
}

function decimal(text: string): number {
  return /^\d{1,10}(\.\d{1,12})?$/.test(text) ? Number(text) : NaN;
}

/** A list with commas between its entries, each of a given form. Blanks around entries and empty entries do not count. */
export function listOf(pattern: RegExp, allowed: string): (text: string) => Reading<readonly string[]> {
  return (text) => {
    const entries = text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
    const wrong = entries.find((entry) => !pattern.test(entry));
    return wrong === undefined ? accepted(entries) : refused(`"${wrong.slice(0, 100)}" is none; allowed: ${allowed}`);
  };
}

/** What may be left out: null then. */
export function optionally<Value>(read: (text: string) => Reading<Value>): (text: string) => Reading<Value | null> {
  return (text) => (text === '' ? accepted(null) : read(text));
}

/** A reading that succeeded. */
export function accepted<Value>(value: Value): Reading<Value> {
  return { ok: true, value };
}

/** A reading that failed. */
export function refused(because: string): { readonly ok: false; readonly because: string } {
  return { ok: false, because };
}
