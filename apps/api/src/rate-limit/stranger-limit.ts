/** Requests that show a key or token which is nobody's, counted by the address of their connection. Whoever shows a good one from the same
 *  address is not counted and never waits: behind a proxy all have one address, and no stranger may shut it for the others. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@ice/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { addressOf } from './address-of.js';
import { rateLimited, rateLimitFields, windowMs } from './rate-limit-fields.js';
import { RateWindows } from './rate-windows.js';

const name = 'unauthenticated';

/** See the head of this file. */
@Injectable()
export class StrangerLimit {
  private readonly windows: RateWindows;
  private readonly limit: number | null;

  constructor(@Inject(Clock) clock: Clock, @Inject(APP_CONFIG) { rates }: Pick<AppConfig, 'rates'>) {
    this.windows = new RateWindows(clock, rates.maxCounted);
    this.limit = rates.refusalsPerMinute;
  }

  /** What a request is refused with that was found to be nobody's: the refusal itself, or that there are too many. */
  count(request: FastifyRequest, reply: FastifyReply, refusal: unknown): unknown {
    const isStranger = refusal instanceof ProblemException && refusal.code === name;
    if (!isStranger || this.limit === null) return refusal;
    const policy = { name, limit: this.limit };
    const record = this.windows.count(addressOf(request), windowMs, policy.limit);
    reply.headers(rateLimitFields(policy, record));
    return record.isBlocked ? rateLimited(policy, record) : refusal;
  }
}
