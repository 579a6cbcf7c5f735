/** Says of every request who sends it, or refuses it. Runs after the door and before anything that counts or allows: a guard, not
 *  middleware, so that it runs for the route that was matched, however its path was spelled. */
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StrangerLimit } from '../rate-limit/stranger-limit.js';
import { Gatekeeper } from './gatekeeper.js';
import { setIdentity } from './identity.js';
import { isPublic } from './route-needs.js';

@Injectable()
export class IdentityGuard implements CanActivate {
  constructor(
    @Inject(Gatekeeper) private readonly gatekeeper: Gatekeeper,
    @Inject(StrangerLimit) private readonly strangers: StrangerLimit,
  ) {}

  /** Only HTTP passes here: sockets are judged by the same gatekeeper at their handshake. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http' || isPublic(context)) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    try {
      setIdentity(request, await this.gatekeeper.identify(request.headers, request.raw.url ?? ''));
      return true;
    } catch (refusal) {
      throw this.strangers.count(request, http.getResponse<FastifyReply>(), refusal);
    }
  }
}
