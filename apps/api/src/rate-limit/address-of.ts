/** Where a request comes from, for counting: the address of its connection. Headers such as `X-Forwarded-For` are written by whoever sends
 *  them and are never looked at. */
import { normalizeIp } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';

/** The address; of IPv6 the network (/64), since one household has as many addresses in it as it likes. */
export function addressOf({ raw }: Pick<FastifyRequest, 'raw'>): string {
  return normalizeIp(raw.socket.remoteAddress ?? 'unknown');
}
