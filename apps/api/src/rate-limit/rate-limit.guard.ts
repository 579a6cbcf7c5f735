/** Counts requests by who sends them, and refuses what is too much. Runs once it is known who asks; what is open to everybody (liveness,
 *  the meaning of codes, the documentation) is never counted, and neither are the metrics. */
import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerRequest } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../access/caller.js';
import { isPublic } from '../access/route-needs.js';
import { addressOf } from './address-of.js';
import { rateLimited, rateLimitFields } from './rate-limit-fields.js';
import { isUncounted } from './uncounted.decorator.js';

/** The limits and their storage are those of `RateLimitModule`. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  /** Frames of sockets have limits of their own. */
  protected override async shouldSkip(context: ExecutionContext): Promise<boolean> {
    return context.getType() !== 'http' || isPublic(context) || isUncounted(context);
  }

  protected override async handleRequest({
    context,
    limit,
    ttl,
    blockDuration,
    throttler,
  }: ThrottlerRequest): Promise<boolean> {
    const http = context.switchToHttp();
    const { name = '' } = throttler;
    const key = `${name} ${countedAs(http.getRequest<FastifyRequest>())}`;
    const record = await this.storageService.increment(key, ttl, limit, blockDuration, name);
    http.getResponse<FastifyReply>().headers(rateLimitFields({ name, limit }, record));
    if (record.isBlocked) throw rateLimited({ name, limit }, record);
    return true;
  }
}

/** A key has one count wherever it is used from. Whoever needs none is counted by the address of the connection. */
function countedAs(request: FastifyRequest): string {
  const { keyId } = callerOf(request);
  return keyId ?? addressOf(request);
}
