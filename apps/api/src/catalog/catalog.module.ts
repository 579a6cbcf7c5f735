/** What blueprints may use: tools, models, node kinds, limits. */
import { Module, type FactoryProvider } from '@nestjs/common';
import { Clock, MemoryRepository, type Toolkit } from '@ice/core';
import { ToolRegistry } from '@ice/tools';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import type { Logger } from '../logging/create-logger.js';
import { LOGGER } from '../logging/logger.token.js';
import { EXTENSIONS, type Extensions } from '../plugins/extensions.js';
import { PluginCatalog } from '../plugins/plugin-catalog.js';
import { CatalogController } from './catalog.controller.js';
import { COMPILE_ENVIRONMENT, MODEL_CATALOG, TOOL_CATALOG, TOOLKITS } from './catalog.tokens.js';
import { createCompileEnvironment } from './create-compile-environment.js';
import { createModels } from './models/create-models.js';
import { createToolkits } from './tools/create-toolkits.js';
import { MockBinController } from './tools/mock-bin.controller.js';
import { OperatorsMcpServers } from './tools/operators-mcp-servers.js';
import { OwnMockBin } from './tools/own-mock-bin.js';

const providers: readonly FactoryProvider[] = [
  {
    provide: OwnMockBin,
    inject: [APP_CONFIG, Clock],
    useFactory: (...given: Parameters<typeof OwnMockBin.start>) => OwnMockBin.start(...given),
  },
  {
    provide: OperatorsMcpServers,
    inject: [APP_CONFIG, LOGGER],
    useFactory: (...given: Parameters<typeof OperatorsMcpServers.attach>) => OperatorsMcpServers.attach(...given),
  },
  {
    provide: TOOLKITS,
    inject: [APP_CONFIG, OwnMockBin, OperatorsMcpServers, MemoryRepository, PluginCatalog],
    useFactory: createToolkits,
  },
  {
    provide: TOOL_CATALOG,
    inject: [TOOLKITS],
    useFactory: (toolkits: readonly Toolkit[]) => new ToolRegistry(toolkits),
  },
  {
    provide: MODEL_CATALOG,
    inject: [APP_CONFIG, Clock, LOGGER, PluginCatalog, EXTENSIONS],
    useFactory: (config: AppConfig, clock: Clock, logger: Logger, plugins: PluginCatalog, extensions: Extensions) =>
      createModels(config, clock, logger, { providers: plugins.providers, answering: extensions.answering }),
  },
  { provide: COMPILE_ENVIRONMENT, inject: [TOOL_CATALOG, MODEL_CATALOG], useFactory: createCompileEnvironment },
];

@Module({
  controllers: [CatalogController, MockBinController],
  providers: [...providers],
  exports: [OwnMockBin, TOOLKITS, TOOL_CATALOG, MODEL_CATALOG, COMPILE_ENVIRONMENT],
})
export class CatalogModule {}
