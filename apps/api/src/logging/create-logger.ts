/** The logger of a process: JSON lines on stderr, so that stdout stays for results. What is written here is for the operator; it
 *  never holds a body, a header or a query of a request, nor a value of a secret. */
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/app-config.js';
import { LogMask } from './log-mask.js';

export type { Logger };

/**
 * A logger that has written a line when its call returns: the last words of a dying process count most.
 *
 * @param destination default: stderr.
 */
export function createLogger(
  level: LogLevel,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  const mask = new LogMask();
  const masked = { write: (line: string): void => void destination.write(mask.line(line)) };
  const logger = pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, masked);
  masks.set(logger, mask);
  return logger;
}

const masks = new WeakMap<Logger, LogMask>();

/** What masks the lines of a logger; one that nobody asks for a logger that was made elsewhere. */
export function maskOf(logger: Logger): LogMask {
  return masks.get(logger) ?? new LogMask();
}
