/** The Model Context Protocol server at `/mcp`: stored blueprints and authoring as tools, the catalog as resources. */
import { Module } from '@nestjs/common';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ExecutionsModule } from '../executions/executions.module.js';
import { PartialsModule } from '../partials/partials.module.js';
import { SignalsModule } from '../signals/signals.module.js';
import { AuthoringTools } from './authoring-tools.js';
import { BlueprintCall } from './blueprint-call.js';
import { BlueprintTools } from './blueprint-tools.js';
import { CallCancellation } from './call-cancellation.js';
import { ExecutionTools } from './execution-tools.js';
import { ExecutionWatcher } from './execution-watcher.js';
import { McpController } from './mcp.controller.js';
import { OpenCalls } from './open-calls.js';
import { ProtocolHandlers } from './protocol-handlers.js';
import { ProtocolServer } from './protocol-server.js';
import { ResourceDesk } from './resource-desk.js';
import { ToolDesk } from './tool-desk.js';

@Module({
  imports: [BlueprintsModule, CatalogModule, ExecutionsModule, PartialsModule, SignalsModule],
  controllers: [McpController],
  providers: [
    OpenCalls,
    CallCancellation,
    ExecutionWatcher,
    BlueprintCall,
    BlueprintTools,
    ExecutionTools,
    AuthoringTools,
    ToolDesk,
    ResourceDesk,
    ProtocolHandlers,
    ProtocolServer,
  ],
})
export class McpProtocolModule {}
