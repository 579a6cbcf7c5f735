import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Query, type ExecutionContext } from '@nestjs/common';
import type { ProblemException } from '../problem/problem-exception.js';
import { PageQueryDto } from './page-query.dto.js';
import { QueryGuard } from './query.guard.js';

@Controller()
class SampleController {
  @Get()
  none(): void {}

  @Get()
  one(@Query('include') _include: string): void {}

  @Get()
  all(@Query() _query: PageQueryDto): void {}
}

/** What Nest hands to a guard for a request to a handler. */
function contextOf(handler: 'none' | 'one' | 'all', url: string): ExecutionContext {
  const query = Object.fromEntries(new URL(url, 'http://localhost').searchParams);
  return {
    getType: () => 'http',
    getClass: () => SampleController,
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is looked at, never called
    getHandler: () => SampleController.prototype[handler],
    switchToHttp: () => ({ getRequest: () => ({ raw: { url }, query }) }),
  } as unknown as ExecutionContext;
}

function errorsOf(handler: 'none' | 'one' | 'all', url: string): readonly unknown[] {
  try {
    return [new QueryGuard().canActivate(contextOf(handler, url))];
  } catch (error) {
    const { code, parts } = error as ProblemException;
    return [code, ...(parts.errors ?? []).map(({ pointer }) => pointer)];
  }
}

describe('the guard of queries', () => {
  it.each<['none' | 'one' | 'all', string, readonly unknown[]]>([
    ['none', '/api/v1/things', [true]],
    ['none', '/api/v1/things?', [true]],
    ['none', '/api/v1/things?a=1&b~/=2', ['query-invalid', '/a', '/b~0~1']],
    ['one', '/api/v1/things?include=events', [true]],
    ['one', '/api/v1/things?include=events&exclude=x', ['query-invalid', '/exclude']],
    ['all', '/api/v1/things?whatever=1', [true]],
    ['none', '/health?now', [true]],
  ])('of a handler that takes %s, asked for %s', (handler, url, outcome) => {
    expect(errorsOf(handler, url)).toEqual(outcome);
  });

  it('leaves sockets alone', () => {
    expect(new QueryGuard().canActivate({ getType: () => 'ws' } as ExecutionContext)).toBe(true);
  });
});
