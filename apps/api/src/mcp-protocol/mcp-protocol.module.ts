/** The Model Context Protocol server at `/mcp`: stored blueprints and authoring as tools, the catalog as resources. */
import { Module } from '@nestjs/common';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ExecutionsModule } from '../executions/executions.module.js';
import { PartialsModule } from '../partials/partials.module.js';
import { SignalsModule } from '../signals/signals.module.js';
import { CallCancellation } from './call/call-cancellation.js';
import { ExecutionWatcher } from './call/execution-watcher.js';
import { OpenCalls } from './call/open-calls.js';
import { McpController } from './mcp.controller.js';
import { ProtocolHandlers } from './protocol-handlers.js';
import { ProtocolServer } from './protocol-server.js';
import { ResourceDesk } from './resource-desk.js';
import { AuthoringTools } from './tools/authoring-tools.js';
import { BlueprintCall } from './tools/blueprint-call.js';
import { BlueprintTools } from './tools/blueprint-tools.js';
import { ExecutionTools } from './tools/execution-tools.js';
import { ToolDesk } from './tools/tool-desk.js';

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
