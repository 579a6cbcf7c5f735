/** Reads what a route has declared of its callers. */
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Scope } from './caller.js';
import { needsKey, publicKey, streamTokenKey } from './needs.decorator.js';

const reflector = new Reflector();

/** The scope; undefined where the route declares none. */
export function scopeOf(context: ExecutionContext): Scope | undefined {
  return reflector.get<Scope | undefined>(needsKey, context.getHandler());
}

/** True where nobody is asked who he is. */
export function isPublic(context: ExecutionContext): boolean {
  return reflector.get<boolean | undefined>(publicKey, context.getHandler()) ?? false;
}

/** True where a stream token is enough. */
export function takesStreamTokens(context: ExecutionContext): boolean {
  return reflector.get<boolean | undefined>(streamTokenKey, context.getHandler()) ?? false;
}
