/** The one place through which every tool is listed and called, whoever calls: who may do what is decided here and nowhere else. Judges
 *  arguments, and makes answers of problems. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import { compileSchema, nearestName, type JsonObject, type JsonValue } from '@ice/core';
import type { Caller } from '../../access/caller.js';
import { requireScope } from '../../access/scope.guard.js';
import { createProblem } from '../../http/problem/create-problem.js';
import { explainError } from '../../http/problem/explain-error.js';
import { problemKind } from '../../http/problem/problem-catalog.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { maxProblemErrors, shown, type Problem } from '../../http/problem/problem.js';
import { firstOf } from '../../http/validation/refuse-query.js';
import { ProtocolFault, protocolCodes } from '../protocol-fault.js';
import { AuthoringTools } from './authoring-tools.js';
import { BlueprintTools, type ToolPage } from './blueprint-tools.js';
import { ExecutionTools } from './execution-tools.js';
import type { CallContext, McpTool, ToolAnswer, ToolListing } from './mcp-tool.js';

/** To call a blueprint is to start an execution. */
const callScope = 'run';

/** What the tools are called at, in problems. */
const place = '/mcp';

/** See the head of this file. */
@Injectable()
export class ToolDesk {
  private readonly logger = new Logger(ToolDesk.name);
  private readonly own: ReadonlyMap<string, McpTool>;
  private readonly names: ReadonlySet<string>;

  constructor(
    @Inject(ExecutionTools) executions: ExecutionTools,
    @Inject(AuthoringTools) authoring: AuthoringTools,
    @Inject(BlueprintTools) private readonly blueprints: BlueprintTools,
  ) {
    const tools = [...executions.tools, ...authoring.toolsWith(() => this.names)];
    this.own = new Map(tools.map((tool) => [tool.name, tool]));
    this.names = new Set(this.own.keys());
  }

  /** A page of what the caller may call: the server's own tools first, then the blueprints of his tenant. */
  async list({ tenant, scopes }: Caller, cursor: string | undefined): Promise<ToolPage> {
    const own = [...this.own.values()].filter(({ scope }) => scopes.has(scope)).map(listingOf);
    const first = cursor === undefined ? own : [];
    if (!scopes.has(callScope)) return { tools: first, nextCursor: null };
    const page = await this.blueprints.list(tenant, cursor, this.names);
    return { ...page, tools: [...first, ...page.tools] };
  }

  /** Calls a tool. Whatever goes wrong in it is its answer; only an unknown name is the protocol's business. */
  async call(name: string, given: JsonObject, context: CallContext): Promise<ToolAnswer> {
    const { origin, tenant } = context.call;
    try {
      const own = this.own.get(name);
      requireScope(origin.caller, own?.scope ?? callScope);
      if (own) checkArguments(own, given);
      const tool = own ?? (await this.blueprints.find(tenant, name, this.names));
      if (tool) return await tool.call(given, context);
    } catch (error) {
      return this.refusal(error, origin.requestId);
    }
    throw this.unknownTool(name);
  }

  private refusal(error: unknown, requestId: string): ToolAnswer {
    const { code, message, parts } = explainError(error);
    if (problemKind(code).status >= 500) this.logger.error(parts.cause ?? error, `${requestId} ${code}`);
    const problem = createProblem(code, message, parts, { url: place, requestId });
    return {
      structured: { status: 'refused', problem: problem as unknown as JsonObject },
      text: textOf(problem),
      isError: true,
    };
  }

  private unknownTool(name: string): ProtocolFault {
    const nearest = nearestName(name, [...this.names]);
    const hint = nearest === undefined ? 'tools/list names them.' : `Did you mean ${nearest}?`;
    return new ProtocolFault(protocolCodes.invalidParams, `There is no tool ${JSON.stringify(shown(name))}. ${hint}`);
  }
}

function listingOf({ call: _call, judgedLater: _later, scope: _scope, ...listing }: McpTool): ToolListing {
  return listing;
}

function checkArguments({ inputSchema, judgedLater = [] }: McpTool, given: JsonObject): void {
  const properties = Object.entries(inputSchema['properties'] as JsonObject);
  const judged = properties.map(([name, schema]): [string, JsonValue] => [
    name,
    judgedLater.includes(name) ? {} : schema,
  ]);
  const misfits = compileSchema({ ...inputSchema, properties: Object.fromEntries(judged) })(given);
  if (misfits.length === 0) return;
  const errors = misfits.slice(0, maxProblemErrors).map(({ pointer, message }) => ({
    pointer,
    code: 'validation-failed',
    detail: pointer === '' ? message : `${pointer}: ${message}`,
  }));
  throw new ProblemException('validation-failed', firstOf(errors), { errors });
}

/** A problem for whoever reads text only: what it is, everything that is wrong, and what to do. */
function textOf({ code, detail, errors, hint }: Problem): string {
  const lines = errors.map(
    (error) => `- ${error.pointer || '/'}: ${error.detail}${error.hint ? ` (${error.hint})` : ''}`,
  );
  return [`${code}: ${detail}`, ...lines, `Hint: ${hint}`].join('\n');
}
