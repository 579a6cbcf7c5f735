/** The parts that the documentation of the partial blueprints' operations has in common. */
import { factHeaderTexts } from '../blueprints/api-blueprints.decorator.js';
import { ApiBody, ApiParam, ApiResponse } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { partialExample, suggestionExample } from './partial-examples.js';

const { 'X-Revision': _none, ...headers } = factHeaderTexts;

/** The id in the path. */
export function ApiPartialId(): MethodDecorator {
  const schema = { type: 'string', pattern: '^pbp_[0-9A-HJKMNP-TV-Z]{26}$' } as const;
  return ApiParam({ name: 'id', example: partialExample.id, schema });
}

/** The answer that shows the partial blueprint. */
export function ApiPartial(
  status: number,
  description: string,
  more: Readonly<Record<string, string>> = {},
): MethodDecorator {
  const schema = { $ref: '#/components/schemas/PartialBlueprint' };
  return ApiJson(status, description, { schema, example: partialExample, headers: { ...headers, ...more } });
}

/** A body of a component with its examples. */
export function ApiPartialBody(
  component: string,
  examples: Readonly<Record<string, { value: object }>>,
): MethodDecorator {
  return ApiBody({ required: true, schema: { $ref: `#/components/schemas/${component}` }, examples: { ...examples } });
}

/** The answer of suggest: the suggestions, or with `commit` the partial blueprint. */
export function ApiSuggestions(): MethodDecorator {
  const list = { $ref: '#/components/schemas/SuggestionList' };
  const partial = { $ref: '#/components/schemas/PartialBlueprint' };
  const suggestions = [suggestionExample];
  return ApiResponse({
    status: 200,
    description: 'The suggestions; with `commit=true` the partial blueprint, under its new lock.',
    content: {
      'application/json': {
        schema: { oneOf: [list, partial] },
        examples: { suggestions: { value: { suggestions } }, committed: { value: partialExample } },
      },
    },
    headers: { 'X-Version-Lock': { description: headers['X-Version-Lock'], schema: { type: 'string' } } },
  });
}
