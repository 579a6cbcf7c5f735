/** What zod found, for people: every issue with its place. Values are never repeated, only names and what was expected. */
import { formatPointer, type JsonObject, type PointerToken } from '@ice/core';
import type { z } from 'zod';

/** One issue: a place and a sentence. */
export interface DescribedIssue extends JsonObject {
  /** JSON pointer; empty for the value itself. */
  readonly pointer: string;
  readonly message: string;
}

/** At most this many issues are told. */
const maxIssues = 100;

/** All issues of a failed parse, in the order of zod, at most 100. */
export function describeIssues(error: z.ZodError): readonly DescribedIssue[] {
  return error.issues
    .slice(0, maxIssues)
    .map((issue) => ({ pointer: formatPointer(issue.path as readonly PointerToken[]), message: sentence(issue) }));
}

/** The issues as one line: `/cost: expected number or string; /decimals: …`. */
export function issuesInOneLine(issues: readonly DescribedIssue[]): string {
  return issues.map(({ pointer, message }) => (pointer === '' ? message : `${pointer}: ${message}`)).join('; ');
}

/** Zod says just "Invalid input" of a union; the kinds it would take help more. */
function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const inner = issue.errors.flat();
  const kinds = new Set(inner.flatMap((each) => (each.code === 'invalid_type' ? [each.expected] : [])));
  if (kinds.size > 0 && inner.every((each) => each.code === 'invalid_type'))
    return `expected ${[...kinds].join(' or ')}`;
  return [...new Set(inner.map((each) => each.message))].join(', or ') || issue.message;
}
