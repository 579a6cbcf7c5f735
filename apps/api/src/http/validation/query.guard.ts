/** Refuses parameters that a route of the API does not know. A route with a query DTO is judged by the validation pipe; this guard is
 *  for all others, where a parameter would be dropped without a word: `?wait_seconds=5` must not look as if it were obeyed. */
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { maxProblemErrors, shown } from '../problem/problem.js';
import { refuseQuery } from './refuse-query.js';

@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { raw, query } = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys(query as object);
    if (names.length === 0 || !raw.url?.startsWith('/api/')) return true;
    const known = knownParameters(context);
    if (known === null) return true;
    const strangers = names.filter((name) => !known.includes(name)).slice(0, maxProblemErrors);
    if (strangers.length > 0) throw refuseQuery(strangers.map(stranger));
    return true;
  }
}

/** The names of the parameters that the handler asks for one by one; null where it takes them all, as a DTO. */
function knownParameters(context: ExecutionContext): readonly string[] | null {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as Readonly<Record<string, { readonly data?: unknown }>>;
  const known: string[] = [];
  for (const [key, { data }] of Object.entries(parameters)) {
    if (!key.startsWith(`${RouteParamtypes.QUERY}:`)) continue;
    if (typeof data !== 'string') return null;
    known.push(data);
  }
  return known;
}

function stranger(name: string) {
  const shownName = shown(name);
  const pointer = `/${shownName.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return { pointer, code: 'unknown-property', detail: `there is no parameter ${JSON.stringify(shownName)} here` };
}
