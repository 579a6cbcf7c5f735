/** Hands what NestJS and our own services log through it to pino. The chatter of a start is debugging; the rest keeps its level. */
import type { LoggerService } from '@nestjs/common';
import type { Logger } from './create-logger.js';

/** Where NestJS logs an error that it then throws: `main.ts` says it in one sentence. */
const failedStart = 'ExceptionHandler';

/** See the head of this file. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** The last of the rest is the context; a text before it is a stack. */
  private write(
    level: 'trace' | 'debug' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const [context, stack] = rest.filter((part): part is string => typeof part === 'string').reverse();
    if (context === failedStart) level = 'debug';
    const facts = { ...(context !== undefined && { context }), ...(stack !== undefined && { stack }) };
    if (message instanceof Error) this.logger[level]({ ...facts, err: message }, message.message);
    else this.logger[level](facts, typeof message === 'string' ? message : JSON.stringify(message));
  }
}
