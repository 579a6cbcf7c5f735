/** Who asks: what the guard has found out about a request or a socket. Everything that is done for it is done within its tenant. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { accessScopes, type AccessScope, type Tenant } from '@ice/core';
import type { FastifyRequest } from 'fastify';

/** What a key may be allowed to do: look, change blueprints, start and steer executions, govern. None of them implies another. */
export const scopes = accessScopes;

/** One of `scopes`. */
export type Scope = AccessScope;

/** The identity of a request. */
export interface Caller {
  readonly tenant: Tenant;
  /** `key_…`; null where no key is needed and none was sent. */
  readonly keyId: string | null;
  readonly scopes: ReadonlySet<Scope>;
}

const callers = new WeakMap<object, Caller>();

/** The guard's word on a request; said once. */
export function setCaller(request: object, caller: Caller): void {
  callers.set(request, caller);
}

/** Who asks. @throws Error when no guard has judged the request: then nothing may be done for it. */
export function callerOf(request: object): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error('No guard has said who asks.');
  return caller;
}

/** The caller of an HTTP request, as a parameter of a handler: `@CallerOf() caller: Caller`. */
export const CallerOf = createParamDecorator((_data: unknown, context: ExecutionContext): Caller =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
