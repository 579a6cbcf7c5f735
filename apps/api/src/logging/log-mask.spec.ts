import { describe, expect, it } from '@jest/globals';
import { SecretMask } from '@ice/core';
import { createLogger, maskOf } from './create-logger.js';

function open() {
  const lines: string[] = [];
  const logger = createLogger('trace', { write: (line) => void lines.push(line) });
  return { lines, logger, mask: maskOf(logger) };
}

describe('a log line', () => {
  it('is without values that were learnt, in messages, fields and errors, also of loggers made of the logger', () => {
    const { lines, logger, mask } = open();
    mask.learn('TOKEN', 'sesame "open" 12');
    logger.info({ header: 'sesame "open" 12', url: encodeURIComponent('sesame "open" 12') }, 'a sesame "open" 12');
    logger.child({ at: 'sesame "open" 12' }).error({ err: new Error('no: sesame "open" 12') }, 'failed');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { header: '••• TOKEN', url: '••• TOKEN', msg: 'a ••• TOKEN' },
      { at: '••• TOKEN', err: { message: 'no: ••• TOKEN', stack: expect.stringContaining('no: ••• TOKEN') } },
    ]);
    expect(lines.join('')).not.toContain('sesame');
  });

  it('is without what the process keeps to itself, however many values come after', () => {
    const { lines, logger, mask } = open();
    const own = new SecretMask();
    own.learn('OPENAI_API_KEY', 'sk-own-key-12345');
    mask.holdBack(own);
    for (let index = 0; index < 250; index += 1) mask.learn('TOKEN', `value-number-${index}`);
    logger.info('sk-own-key-12345 value-number-249 value-number-0 and more');
    expect(lines.map((line) => (JSON.parse(line) as { readonly msg: string }).msg)).toEqual([
      '••• OPENAI_API_KEY ••• TOKEN value-number-0 and more',
    ]);
  });
});
