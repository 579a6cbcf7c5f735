/** What the document's schema says about one object, in our words: zod's issues with unions resolved to the branch that was meant.
 *  Never zod's own sentences, so that messages stay the same when zod changes. */
import type { z } from 'zod';
import { nodeIdPattern } from '../../blueprint/node-fields.js';
import { nearestName } from '../../json/nearest-name.js';
import { listOf, quote } from '../diagnostic/describe-value.js';

/** One fault of a value against its schema. */
export interface SchemaIssue {
  /** From the object that was judged. */
  readonly path: readonly (string | number)[];
  /** `unknown` keys stand in `keys`; for a wrong key of a map (`key`) the path ends with it. */
  readonly kind: 'value' | 'key' | 'unknown';
  /** What was expected there, e.g. `a number`; empty for `unknown`. */
  readonly expected: string;
  /** The keys that do not belong there. */
  readonly keys: readonly string[];
  /** Allowed texts, where the value is one of a list. */
  readonly options: readonly string[];
  /** True when the length is the fault, not the value. */
  readonly sized: boolean;
}

type ZodIssue = z.core.$ZodIssue;

/** Most faults that are told of one field, and most unknown keys of one object: far more than anybody is shown. */
export const maxIssues = 500;

/** The issues of a failed parse; of one field at most `maxIssues`. */
export function schemaIssues(issues: readonly ZodIssue[]): readonly SchemaIssue[] {
  const counts = new Map<unknown, number>();
  return issues
    .flatMap((issue) => flatten(issue, []))
    .filter(({ path: [field] }) => {
      const count = (counts.get(field) ?? 0) + 1;
      counts.set(field, count);
      return count <= maxIssues;
    });
}

function flatten(issue: ZodIssue, prefix: readonly (string | number)[]): readonly SchemaIssue[] {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  const plain = { path, kind: 'value' as const, expected: '', keys: [], options: [], sized: isSized(issue) };
  if (issue.code === 'unrecognized_keys') return [{ ...plain, kind: 'unknown', keys: issue.keys.slice(0, maxIssues) }];
  if (issue.code === 'invalid_key') return [{ ...plain, kind: 'key', expected: expectation(issue.issues[0]) }];
  if (issue.code !== 'invalid_union') return [{ ...plain, expected: expectation(issue), options: optionsOf(issue) }];
  const branch = meantBranch(issue.errors);
  if (branch !== undefined) return branch.flatMap((inner) => flatten(inner, path));
  return [{ ...plain, expected: listOf([...new Set(issue.errors.map(branchExpectation))]) }];
}

/** The branch of a union that the value was meant for, when only one is of its shape. */
function meantBranch(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const shaped = branches.filter((branch) => !branch.some(isWrongShape));
  return shaped.length < 2 ? shaped[0] : shaped.find(hasMisspeltKey);
}

function isWrongShape(issue: ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

/** True where a key is missing and another one of nearly its name is unknown. */
function hasMisspeltKey(branch: readonly ZodIssue[]): boolean {
  const missing = branch.flatMap((issue) => (issue.path.length === 1 ? [String(issue.path[0])] : []));
  const unknown = branch.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  return unknown.some((key) => nearestName(key, missing) !== undefined);
}

function branchExpectation(branch: readonly ZodIssue[]): string {
  const first = branch.find((issue) => issue.code !== 'unrecognized_keys');
  if (first === undefined || first.path.length === 0) return expectation(first);
  return `an object with ${quote(String(first.path[0]))}`;
}

function isSized(issue: ZodIssue): boolean {
  return (issue.code === 'too_big' || issue.code === 'too_small') && Object.hasOwn(countWords, issue.origin);
}

function optionsOf(issue: ZodIssue): readonly string[] {
  return issue.code === 'invalid_value' ? issue.values.filter((value) => typeof value === 'string') : [];
}

function expectation(issue: ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? 'a value';
    case 'invalid_value':
      return listOf(issue.values.map((value) => (typeof value === 'string' ? quote(value) : String(value))));
    case 'too_big':
      return `at most ${amount(issue.maximum, issue.origin)}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}`;
    case 'invalid_format':
      return patternWords[issue.pattern ?? ''] ?? 'another form of text';
    default:
      return 'another value';
  }
}

function amount(bound: number | bigint, origin: string): string {
  const count = String(bound).replace(/\B(?=([0-9]{3})+$)/g, ',');
  const [one, many] = countWords[origin] ?? ['', ''];
  return `${count}${bound === 1 ? one : many}`;
}

const countWords: Readonly<Record<string, readonly [string, string]>> = {
  string: [' character', ' characters'],
  array: [' item', ' items'],
};

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  nonoptional: 'a value',
};

/** The patterns of the blueprint schema in words. */
const patternWords: Readonly<Record<string, string>> = {
  [String(nodeIdPattern)]: 'a name of a-z, 0-9 and _ that begins with a letter (at most 64 characters)',
  '/\\S/': 'text that is not blank',
  '/^(self|bp_[0-9A-HJKMNP-TV-Z]{26}|sha256:[0-9a-f]{64})$/': 'the id or the revision of a stored blueprint, or "self"',
  '/^(100|[0-9]{1,2})%$/': 'a share such as "10%"',
  '/^[a-z][a-z0-9_.-]{0,63}$/': 'a code of a-z, 0-9, ".", "_" and "-" that begins with a letter',
};
