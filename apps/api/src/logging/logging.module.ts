/** Makes the logger injectable everywhere. */
import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from './create-logger.js';
import { LOGGER } from './logger.token.js';

@Global()
@Module({})
export class LoggingModule {
  static forRoot(logger: Logger): DynamicModule {
    return { module: LoggingModule, providers: [{ provide: LOGGER, useValue: logger }], exports: [LOGGER] };
  }
}
