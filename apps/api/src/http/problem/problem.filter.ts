/** The one exception filter: everything thrown on the way of a request ends here and leaves as a problem. */
import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../logging/create-logger.js';
import { LOGGER } from '../../logging/logger.token.js';
import { explainError } from './explain-error.js';
import { problemKind } from './problem-catalog.js';
import { sendProblem } from './send-problem.js';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const refusal = explainError(error);
    if (problemKind(refusal.code).status >= 500) {
      const facts = { request_id: request.id, method: request.method, err: refusal.parts.cause ?? error };
      this.logger.error(facts, `${refusal.code}: ${refusal.message}`);
    }
    sendProblem(refusal, request, host.switchToHttp().getResponse<FastifyReply>());
  }
}
