/** What a route asks of its caller. Every route says it with one of these; one that says nothing is refused to everybody. */
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '../docs/api-decorators.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import type { Scope } from './caller.js';

/** Metadata keys; `ScopeGuard` and `IdentityGuard` read them. */
export const needsKey = 'ice.access.needs';
export const publicKey = 'ice.access.public';
export const streamTokenKey = 'ice.access.stream-token';

/** The names of the ways to send a key, in the OpenAPI document. */
export const securitySchemes = { bearer: 'key', header: 'keyHeader' } as const;

/** The caller needs this scope. */
export function Needs(scope: Scope): MethodDecorator {
  return applyDecorators(
    SetMetadata(needsKey, scope),
    ApiSecurity(securitySchemes.bearer),
    ApiSecurity(securitySchemes.header),
    ApiExtension('x-scope', scope),
    ApiProblems('unauthenticated'),
  );
}

/** Nobody is asked who he is. For what tells nothing of anybody: liveness, and the meaning of codes. */
export function Public(): MethodDecorator {
  return SetMetadata(publicKey, true);
}

/** The route takes stream tokens too; its parameter `id` is the execution. */
export function TakesStreamTokens(): MethodDecorator {
  return SetMetadata(streamTokenKey, true);
}
