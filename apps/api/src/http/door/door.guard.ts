/** The one guard of every route: who may talk to this server at all. A guard, not middleware: it runs for the route that was
 *  matched, however its path was spelled. */
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { checkHost } from './check-host.js';
import { checkOrigin } from './check-origin.js';

const readingMethods = ['GET', 'HEAD'];

@Injectable()
export class DoorGuard implements CanActivate {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  /** Only HTTP passes here: sockets are judged by the same two checks at their handshake. */
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const { allowedHosts, allowedOrigins } = this.config;
    const isReading = readingMethods.includes(method);
    const refusal = checkHost(headers, allowedHosts) ?? (isReading ? null : checkOrigin(headers, allowedOrigins));
    if (refusal) throw refusal;
    return true;
  }
}
