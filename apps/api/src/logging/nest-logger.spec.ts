import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { NestLogger } from './nest-logger.js';

const lines: Record<string, unknown>[] = [];
const stream = { write: (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>) };
const logger = new NestLogger(pino({ level: 'trace', base: null, timestamp: false }, stream));

const lastLine = (): Record<string, unknown> | undefined => lines.at(-1);

describe('the logger that NestJS is given', () => {
  it('makes the chatter of a start debugging', () => {
    logger.log('Mapped {/health, GET} route', 'RouterExplorer');

    expect(lastLine()).toEqual({ level: 20, context: 'RouterExplorer', msg: 'Mapped {/health, GET} route' });
  });

  it.each([
    ['verbose', 10],
    ['debug', 20],
    ['warn', 40],
    ['error', 50],
    ['fatal', 60],
  ] as const)('keeps the level of %s', (method, level) => {
    logger[method]('said');

    expect(lastLine()).toEqual({ level, msg: 'said' });
  });

  it('tells a stack from the context', () => {
    logger.error('broke', 'Error: broke\n at x', 'Supervisor');

    expect(lastLine()).toEqual({ level: 50, context: 'Supervisor', stack: 'Error: broke\n at x', msg: 'broke' });
  });

  it('does not repeat why a start failed', () => {
    logger.error(new Error('broke'), 'ExceptionHandler');

    expect(lastLine()).toMatchObject({ level: 20, msg: 'broke' });
  });

  it('keeps an error as an error, and shows anything else as JSON', () => {
    logger.error(new Error('broke'), 'Supervisor');
    const error = lastLine();
    logger.log({ a: 1 });

    expect(error).toMatchObject({ level: 50, context: 'Supervisor', msg: 'broke', err: { message: 'broke' } });
    expect(lastLine()).toEqual({ level: 20, msg: '{"a":1}' });
  });
});
