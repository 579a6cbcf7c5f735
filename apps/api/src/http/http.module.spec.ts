import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Store } from '@ice/core';
import { MemoryStore, SequentialIds, SystemClock } from '@ice/storage';
import { pino } from 'pino';
import { Gatekeeper } from '../access/gatekeeper.js';
import { keylessIdentity } from '../access/identity.js';
import { Needs } from '../access/needs.decorator.js';
import { ConfigModule } from '../config/config.module.js';
import { readAppConfig } from '../config/read-app-config.js';
import { LoggingModule } from '../logging/logging.module.js';
import { RateLimitModule } from '../rate-limit/rate-limit.module.js';
import { HttpModule } from './http.module.js';
import { createAdapter } from './server/create-adapter.js';

const secret = 'postgres://user:secret@host';
const lines: Record<string, unknown>[] = [];
const logger = pino(
  { level: 'error', base: null, timestamp: false },
  { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
);
const config = readAppConfig({});

@Controller()
class BrokenController {
  @Needs('read')
  @Get('broken')
  broken(): never {
    throw new Error(secret);
  }
}

/** Everybody is let in. */
const openGate: Pick<Gatekeeper, 'identify'> = { identify: async () => keylessIdentity };

@Global()
@Module({
  providers: [
    { provide: Gatekeeper, useValue: openGate },
    { provide: Clock, useValue: new SystemClock() },
    { provide: Store, useValue: new MemoryStore() },
  ],
  exports: [Gatekeeper, Clock, Store],
})
class OpenGateModule {}

@Module({
  imports: [OpenGateModule, ConfigModule.forRoot(config), LoggingModule.forRoot(logger), RateLimitModule, HttpModule],
  controllers: [BrokenController],
})
class BrokenModule {}

describe('a fault of our own', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await NestFactory.create(BrokenModule, createAdapter(config, new SequentialIds()), {
      bodyParser: false,
      logger: false,
    });
    await app.init();
  });
  afterAll(() => app.close());

  const ask = async (url: string) => {
    const answer = await app.inject({ method: 'GET', url, headers: { host: 'localhost' } });
    return { status: answer.statusCode, text: answer.payload, problem: answer.json<Record<string, unknown>>() };
  };

  it('is told as such, with nothing of what broke', async () => {
    const { status, text, problem } = await ask('/broken?key=value');

    expect([status, problem['code'], problem['instance']]).toEqual([500, 'internal-error', '/broken']);
    expect(text).not.toContain('secret');
  });

  it('is logged in one line with its cause, under the id that the caller has', async () => {
    lines.length = 0;
    const { problem } = await ask('/broken?key=value');

    expect(lines).toEqual([
      {
        level: 50,
        request_id: problem['request_id'],
        method: 'GET',
        err: expect.objectContaining({ message: secret, stack: expect.stringContaining('http.module.spec') }),
        msg: 'internal-error: The request could not be handled.',
      },
    ]);
  });
});
