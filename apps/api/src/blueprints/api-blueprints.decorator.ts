/** The parts that the documentation of the blueprint operations has in common. */
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiParam } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { factsExample } from './blueprint-examples.js';

/** Headers of every representation and of every write's answer. */
export const factHeaderTexts = {
  'X-Version-Lock': 'The lock of this version: send it with the next change.',
  ETag: 'The same lock in quotes, for If-Match and If-None-Match.',
  'X-Revision': 'The content address of the document.',
  'Last-Modified': 'When it was last written.',
} as const;

/** The id in the path. */
export function ApiBlueprintId(): MethodDecorator {
  return ApiParam({
    name: 'id',
    example: factsExample.id,
    schema: { type: 'string', pattern: '^bp_[0-9A-HJKMNP-TV-Z]{26}$' },
  });
}

/** The headers that name the version to change. */
export function ApiLock(): MethodDecorator {
  const schema = { type: 'string' } as const;
  return applyDecorators(
    ApiHeader({
      name: 'X-Version-Lock',
      required: false,
      description: 'The lock as GET gave it. A mismatch is 409.',
      schema,
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The same lock in quotes. A mismatch is 412.',
      schema,
    }),
  );
}

/** A body that is a document of a component. */
export function ApiDocument(component: string, example: object): MethodDecorator {
  const schema = { $ref: `#/components/schemas/${component}` };
  return ApiBody({ required: true, schema, examples: { example: { value: example } } });
}

/** The answer of a write. */
export function ApiFacts(
  status: number,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): MethodDecorator {
  return ApiJson(status, description, {
    schema: { $ref: '#/components/schemas/BlueprintFacts' },
    example: factsExample,
    headers: { ...factHeaderTexts, ...headers },
  });
}
