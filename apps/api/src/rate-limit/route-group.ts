/** The groups in which requests are counted. A route says with the scope that it needs what kind of request it takes, so nothing has to
 *  be said twice. */
import type { ExecutionContext } from '@nestjs/common';
import { scopeOf } from '../access/route-needs.js';

/** `read` looks, `write` changes what is stored, `start` starts and steers executions. */
export const routeGroups = ['read', 'write', 'start'] as const;

/** One of `routeGroups`. */
export type RouteGroup = (typeof routeGroups)[number];

/** The group of the route that was matched. `/mcp` is one route, of the group `read`, whatever its messages ask for. */
export function routeGroupOf(context: ExecutionContext): RouteGroup {
  const scope = scopeOf(context);
  if (scope === 'read') return 'read';
  return scope === 'run' ? 'start' : 'write';
}
