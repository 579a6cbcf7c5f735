/** What is answered to which method of the protocol. Translates between its words and the two desks; decides nothing. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JsonObject, Tenant } from '@ice/core';
import type {
  CallToolRequest,
  CallToolResult,
  ListResourcesResult,
  ListResourceTemplatesResult,
  ListToolsResult,
  ReadResourceResult,
  Server,
  ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Caller } from '../access/caller.js';
import { explainError } from '../http/problem/explain-error.js';
import { problemKind } from '../http/problem/problem-catalog.js';
import { shown } from '../http/problem/problem.js';
import type { OpenCall } from './call/open-call.js';
import { ProtocolFault, protocolCodes } from './protocol-fault.js';
import { ResourceDesk } from './resource-desk.js';
import type { CallContext, Report, ToolAnswer } from './tools/mcp-tool.js';
import { ToolDesk } from './tools/tool-desk.js';

/** The package would take parameters that do not fit for a fault of its own; judged by these, they are the client's. */
const listed = { params: z.object({ cursor: z.string().optional() }) };
const named = { params: z.object({ uri: z.string().max(2_048) }) };

/** Handles requests. */
@Injectable()
export class ProtocolHandlers {
  private readonly logger = new Logger(ProtocolHandlers.name);

  constructor(
    @Inject(ToolDesk) private readonly tools: ToolDesk,
    @Inject(ResourceDesk) private readonly resources: ResourceDesk,
  ) {}

  /** Teaches a server of one request everything that it answers. */
  install(server: Server, call: OpenCall): void {
    const { tenant } = call;
    const guarded = <T>(answer: () => Promise<T>): Promise<T> => this.guard(answer, call);
    server.setRequestHandler('tools/list', listed, ({ cursor }) =>
      guarded(() => this.listTools(call.origin.caller, cursor)),
    );
    server.setRequestHandler('tools/call', (request, context) =>
      guarded(() => this.callTool(request, contextOf(call, context))),
    );
    server.setRequestHandler('resources/list', listed, ({ cursor }) => guarded(() => this.listResources(cursor)));
    server.setRequestHandler('resources/templates/list', listed, ({ cursor }) =>
      guarded(() => this.listTemplates(cursor)),
    );
    server.setRequestHandler('resources/read', named, ({ uri }) => guarded(() => this.readResource(tenant, uri)));
  }

  private async listTools(caller: Caller, cursor: string | undefined): Promise<ListToolsResult> {
    const { tools, nextCursor } = await this.tools.list(caller, cursor);
    return { tools: tools as unknown as ListToolsResult['tools'], ...(nextCursor !== null && { nextCursor }) };
  }

  private async callTool({ params }: CallToolRequest, context: CallContext): Promise<CallToolResult> {
    return resultOf(await this.tools.call(params.name, (params.arguments ?? {}) as JsonObject, context));
  }

  private async listResources(cursor: string | undefined): Promise<ListResourcesResult> {
    refuseCursor(cursor);
    return { resources: this.resources.list() as ListResourcesResult['resources'] };
  }

  private async listTemplates(cursor: string | undefined): Promise<ListResourceTemplatesResult> {
    refuseCursor(cursor);
    const resourceTemplates = this.resources.templates() as ListResourceTemplatesResult['resourceTemplates'];
    return { resourceTemplates };
  }

  private async readResource(tenant: Tenant, uri: string): Promise<ReadResourceResult> {
    const found = await this.resources.read(tenant, uri);
    if (found) return { contents: [{ ...found }] };
    throw new ProtocolFault(protocolCodes.invalidParams, `There is no resource at ${shown(uri)}.`, { uri: shown(uri) });
  }

  /** Nothing of a fault is shown but its code: it is told in the log. */
  private async guard<T>(answer: () => Promise<T>, { origin }: OpenCall): Promise<T> {
    try {
      return await answer();
    } catch (error) {
      if (error instanceof ProtocolFault) throw error;
      const { code, message, parts } = explainError(error);
      if (problemKind(code).status >= 500) this.logger.error(parts.cause ?? error, `${origin.requestId} ${code}`);
      throw new ProtocolFault(protocolCodes.internalError, message, { code, request_id: origin.requestId });
    }
  }
}

function contextOf(call: OpenCall, { mcpReq }: ServerContext): CallContext {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return { call, report: null };
  const report: Report = (progress, message) => {
    const params = { progressToken, progress, message };
    // Whoever is gone is not told.
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
  };
  return { call, report };
}

function resultOf({ structured, text, isError = false }: ToolAnswer): CallToolResult {
  return {
    content: [{ type: 'text', text: text ?? JSON.stringify(structured) }],
    structuredContent: structured,
    ...(isError && { isError }),
  };
}

/** These lists have one page. */
function refuseCursor(cursor: string | undefined): void {
  if (cursor !== undefined) throw new ProtocolFault(protocolCodes.invalidParams, 'The cursor is none of this list.');
}
