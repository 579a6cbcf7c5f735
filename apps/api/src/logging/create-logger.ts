/** The logger of a process: JSON lines on stderr, so that stdout stays for results. What is written here is for the operator; it
 *  never holds a body, a header or a query of a request. */
import { pino, type Logger } from 'pino';
import type { LogLevel } from '../config/app-config.js';

export type { Logger };

/** A logger that has written a line when its call returns: the last words of a dying process count most. */
export function createLogger(level: LogLevel): Logger {
  const stderr = pino.destination({ fd: 2, sync: true });
  return pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, stderr);
}
