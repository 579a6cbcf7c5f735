/** The regular expressions of a compiled schema. */
import { compileLinearRegex, type LinearRegex } from './linear-regex.js';

/** A test whether a pattern is found in a text. The pattern has been checked; it is compiled when it is first asked. */
export function patternTest(pattern: string): (text: string) => boolean {
  let regex: LinearRegex | undefined;
  return (text) => (regex ??= compileChecked(pattern)).test(text);
}

function compileChecked(pattern: string): LinearRegex {
  const result = compileLinearRegex(pattern);
  if (result.ok) return result.regex;
  throw new Error(`The pattern ${pattern} was used unchecked: ${result.message}`);
}
