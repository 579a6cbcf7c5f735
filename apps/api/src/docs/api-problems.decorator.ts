/** Documents the problems that an operation may answer with, each with an example made by the same function that makes the real one. */
import { applyDecorators } from '@nestjs/common';
import type { ApiResponseOptions } from '@nestjs/swagger';
import { createProblem } from '../http/problem/create-problem.js';
import { problemMediaType } from '../http/problem/problem.js';
import { problemKind } from '../http/problem/problem-catalog.js';
import { ApiResponse } from './api-decorators.js';

/** The codes; those of one status share a response. */
export function ApiProblems(...codes: readonly string[]): MethodDecorator & ClassDecorator {
  const byStatus = new Map<number, string[]>();
  for (const code of codes) {
    const { status } = problemKind(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return applyDecorators(...[...byStatus].map(([status, group]) => ApiResponse(problemResponse(status, group))));
}

/** The response of one status for some of its codes. */
export function problemResponse(status: number, codes: readonly string[]): ApiResponseOptions {
  const description = codes.map((code) => `\`${code}\`: ${problemKind(code).title}.`).join(' ');
  const examples = Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }]));
  const content = { [problemMediaType]: { schema: { $ref: '#/components/schemas/Problem' }, examples } };
  return { status, description, content };
}

function exampleOf(code: string): object {
  const place = { url: '/api/v1/blueprints', requestId: 'rq_01JD2X8Q4N6T9VZK3R5M7P0W1B' };
  return createProblem(code, `${problemKind(code).title}.`, {}, place);
}
