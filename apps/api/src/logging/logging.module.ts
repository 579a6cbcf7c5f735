/** Makes the logger injectable everywhere. */
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { maskOf, type Logger } from './create-logger.js';
import { LOG_MASK } from './log-mask.token.js';
import { LOGGER } from './logger.token.js';

@Global()
@Module({})
export class LoggingModule {
  static forRoot(logger: Logger): DynamicModule {
    return {
      module: LoggingModule,
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: LOG_MASK, useValue: maskOf(logger) },
      ],
      exports: [LOGGER, LOG_MASK],
    };
  }
}
