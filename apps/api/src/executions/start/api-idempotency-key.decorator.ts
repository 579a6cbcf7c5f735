/** What the documentation says of idempotency keys. */
import { ApiHeader } from '../../docs/api-decorators.js';

const description =
  'Makes the start safe to repeat for 24 hours: the first request with a key starts, and the same body under the same key answers that execution, also when the answer got lost, or when the server ended on the way. Another body under the key is refused. A refused request does not use up its key. A dry run ignores it.';

/** The request header. */
export function ApiIdempotencyKey(): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description,
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
    example: '0192f0c1-7b1e-7c55-9f0e-3a1d2f6b8c47',
  });
}

/** The answer's header. */
export const replayedHeader = {
  'Idempotency-Replayed': {
    description: '`true` where an earlier request with this key started the execution; else absent.',
    schema: { type: 'string', const: 'true' },
  },
} as const;
