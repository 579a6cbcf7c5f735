import { describe, expect, it } from '@jest/globals';
import type { ArgumentMetadata } from '@nestjs/common';
import { IsOptional, IsString } from 'class-validator';
import type { ProblemException } from '../problem/problem-exception.js';
import { PageQueryDto } from './page-query.dto.js';
import { RequestValidationPipe } from './request-validation.pipe.js';

class EnvelopeDto {
  @IsOptional()
  @IsString()
  readonly name?: string;
}

const query: ArgumentMetadata = { type: 'query', metatype: PageQueryDto };
const body: ArgumentMetadata = { type: 'body', metatype: EnvelopeDto };

async function outcomeOf(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
  try {
    return { ...((await new RequestValidationPipe().transform(value, metadata)) as object) };
  } catch (error) {
    const { code, message, parts } = error as ProblemException;
    return [code, message, ...(parts.errors ?? []).map((each) => `${each.pointer} ${each.code}`)];
  }
}

describe('a query', () => {
  const limit = 'limit must be a whole number from 1 to 1000.';

  it.each([
    [{ limit: '1' }, { limit: 1 }],
    [
      { limit: '1000', cursor: 'x' },
      { limit: 1_000, cursor: 'x' },
    ],
    [{}, {}],
  ])('is read: %j', async (value, read) => {
    expect(await outcomeOf(value, query)).toEqual(read);
  });

  it.each(['0', '1001', '-1', '1.5', '1e2', '01', '', ' 10', '+1', 'x', '0x10', ['1', '2'], '9'.repeat(30)])(
    'has no limit of %j, and says so once',
    async (value) => {
      expect(await outcomeOf({ limit: value }, query)).toEqual(['query-invalid', limit, '/limit query-invalid']);
    },
  );

  it('that has a parameter too many, a forbidden one or a NUL is malformed too', async () => {
    expect(await outcomeOf({ nope: '1', limit: '0' }, query)).toEqual([
      'query-invalid',
      'property nope should not exist (and 1 more).',
      '/nope unknown-property',
      '/limit query-invalid',
    ]);
    const pollution: unknown = JSON.parse('{"__proto__":"1"}');
    expect(await outcomeOf(pollution, query)).toEqual([
      'query-invalid',
      'property __proto__ should not exist.',
      '/__proto__ query-invalid',
    ]);
    expect(await outcomeOf({ cursor: 'a\0' }, query)).toEqual([
      'query-invalid',
      'cursor must not hold NUL.',
      '/cursor query-invalid',
    ]);
  });
});

describe('an envelope', () => {
  it('that does not fit is a document that does not', async () => {
    expect(await outcomeOf({ name: 7 }, body)).toEqual([
      'validation-failed',
      'name must be a string.',
      '/name validation-failed',
    ]);
  });
});
