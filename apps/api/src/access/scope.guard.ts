/** Lets a caller do what his key allows, and nothing else. A route that does not say what it needs is refused to everybody. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { forbidden, scopeMissing } from './access-refusals.js';
import type { Caller, Scope } from './caller.js';
import { identityOf, type Identity } from './identity.js';
import { isPublic, scopeOf, takesStreamTokens } from './route-needs.js';

@Injectable()
export class ScopeGuard implements CanActivate {
  /** Only HTTP passes here: frames of sockets are judged by their connection. */
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http' || isPublic(context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const identity = identityOf(request);
    const scope = scopeOf(context);
    if (scope === undefined) throw forbidden('Nobody may do this: the route does not say what it needs.');
    requireScope(identity.caller, scope);
    if (identity.by === 'stream-token') checkToken(identity, context, request);
    return true;
  }
}

/** Refuses a caller without the scope: for what a route allows by itself, and its body or query makes more of. */
export function requireScope({ scopes }: Caller, scope: Scope): void {
  if (!scopes.has(scope)) throw scopeMissing(scope);
}

function checkToken({ executionId }: Identity, context: ExecutionContext, { params }: FastifyRequest): void {
  if (!takesStreamTokens(context)) throw forbidden('A stream token only watches executions; this needs a key.');
  const { id } = params as { readonly id?: string };
  if (executionId !== null && id !== executionId) throw forbidden('This stream token is for another execution.');
}
