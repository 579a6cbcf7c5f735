/** Documents a JSON answer with its schema and an example. */
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from './api-decorators.js';
import type { OpenApiSchema } from './open-api-schema.js';

/** What is said of an answer. */
export interface JsonAnswer {
  readonly schema: OpenApiSchema;
  readonly example: unknown;
  /** Header name to description. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A successful answer. */
export function ApiJson(status: number, description: string, answer: JsonAnswer): MethodDecorator {
  const { schema, example, headers = {} } = answer;
  return applyDecorators(
    ApiResponse({
      status,
      description,
      content: { 'application/json': { schema, example } },
      headers: headerObjects(headers),
    }),
  );
}

/** Text headers with their descriptions. */
function headerObjects(headers: Readonly<Record<string, string>>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
}
