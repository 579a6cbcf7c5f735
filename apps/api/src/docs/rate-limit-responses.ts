/** Adds to every operation that is counted the answer to one request too many, beside what else it may answer with that status. */
import type { OpenAPIObject } from '@nestjs/swagger';
import { problemMediaType } from '../http/problem/problem.js';
import { problemResponse } from './api-problems.decorator.js';

/** What is looked at of an operation. */
interface Operation {
  readonly 'x-scope'?: string;
  readonly responses: Record<string, { readonly content?: Readonly<Record<string, { readonly examples?: object }>> }>;
}

const status = '429';

/** Changes the document. Operations that everybody may ask declare no scope, and are not counted. */
export function addRateLimitResponses({ paths }: OpenAPIObject): void {
  for (const path of Object.values(paths)) {
    for (const operation of Object.values(path) as readonly Operation[]) {
      if (operation['x-scope'] === undefined) continue;
      const others = Object.keys(operation.responses[status]?.content?.[problemMediaType]?.examples ?? {});
      const { status: _status, ...response } = problemResponse(Number(status), ['rate-limited', ...others]);
      operation.responses[status] = response;
    }
  }
}
