/** The stored blueprints of a tenant as tools: listed a page at a time, found by name, called as executions. What a listing takes of a blueprint is
 *  made once for each compiled one and kept as long as that is. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  capabilitiesOf,
  cursorAfter,
  inputsSchema,
  keyOfCursor,
  ownerOf,
  schemaOfType,
  type Capabilities,
  type CompiledBlueprint,
  type CompileEnvironment,
  type JsonObject,
  type JsonValue,
  type StoredBlueprint,
  type Tenant,
} from '@ice/core';
import { setImmediate } from 'node:timers/promises';
import { blueprintIdPattern } from '../../blueprints/blueprint-id.js';
import { BlueprintCompiler } from '../../blueprints/compile/blueprint-compiler.js';
import { COMPILE_ENVIRONMENT } from '../../catalog/catalog.tokens.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { outcomeSchema } from '../call/execution-outcome.js';
import { ProtocolFault, protocolCodes } from '../protocol-fault.js';
import { BlueprintCall } from './blueprint-call.js';
import { idInToolName, isPlainToolName, uniqueToolName } from './blueprint-tool-name.js';
import type { McpTool, ToolHints, ToolListing } from './mcp-tool.js';
import { portableMembers, withoutTuples } from './portable-schema.js';

/** What is listed of a blueprint beside its name. */
type Facts = Omit<ToolListing, 'name'>;

/** A page of tools. */
export interface ToolPage {
  readonly tools: readonly ToolListing[];
  readonly nextCursor: string | null;
}

/** See the head of this file. */
@Injectable()
export class BlueprintTools {
  private readonly facts = new WeakMap<CompiledBlueprint, Facts>();

  constructor(
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(COMPILE_ENVIRONMENT) private readonly environment: CompileEnvironment,
    @Inject(BlueprintCall) private readonly caller: BlueprintCall,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Oldest first. Blueprints that do not compile any more are left out. @param reserved names of other tools. */
  async list(tenant: Tenant, cursor: string | undefined, reserved: ReadonlySet<string>): Promise<ToolPage> {
    const after = readCursor(cursor);
    const limit = this.config.mcp.toolsPerPage;
    const { data, has_more } = await this.blueprints.list({ tenant, limit, ...(after !== null && { after }) });
    const tools: ToolListing[] = [];
    for (const stored of data) {
      const facts = await this.factsOf(stored);
      if (facts) tools.push({ name: await this.nameOf(stored, reserved), ...facts });
    }
    const last = data.at(-1);
    return { tools, nextCursor: has_more && last ? cursorAfter(last.id) : null };
  }

  /** The tool of a name, or null, also where it is one of another tenant. */
  async find(tenant: Tenant, name: string, reserved: ReadonlySet<string>): Promise<Pick<McpTool, 'call'> | null> {
    const stored = await this.findStored(tenant, name, reserved);
    return stored && { call: (inputs, context) => this.caller.run(stored.id, inputs, context) };
  }

  /** How a blueprint is called now. Among several of one name the oldest has it for itself. */
  async nameOf({ id, blueprint: { name } }: StoredBlueprint, reserved: ReadonlySet<string>): Promise<string> {
    const isFirst = isPlainToolName(name, reserved) && (await this.oldestOf(ownerOf(id), name))?.id === id;
    return isFirst ? name : uniqueToolName(name, id);
  }

  private async findStored(
    tenant: Tenant,
    name: string,
    reserved: ReadonlySet<string>,
  ): Promise<StoredBlueprint | null> {
    const id = idInToolName(name);
    if (id === null) return isPlainToolName(name, reserved) ? this.oldestOf(tenant, name) : null;
    const stored = await this.blueprints.find(tenant, id);
    return stored && uniqueToolName(stored.blueprint.name, id) === name ? stored : null;
  }

  private async oldestOf(tenant: Tenant, name: string): Promise<StoredBlueprint | null> {
    return (await this.blueprints.list({ tenant, name, limit: 1 })).data[0] ?? null;
  }

  private async factsOf(stored: StoredBlueprint): Promise<Facts | null> {
    const compiled = await this.compiledOf(stored);
    const known = compiled && this.facts.get(compiled);
    if (!compiled || known) return known ?? null;
    const { others } = await this.compiler.prepare(ownerOf(stored.id), stored.blueprint as unknown as JsonValue);
    const facts = factsOf(compiled, capabilitiesOf(compiled, this.environment, others));
    this.facts.set(compiled, facts);
    // A page may hold many that were never compiled here: others have their turn in between.
    await setImmediate();
    return facts;
  }

  private async compiledOf({ id, revision }: StoredBlueprint): Promise<CompiledBlueprint | null> {
    try {
      return await this.compiler.compiledOf(ownerOf(id), revision);
    } catch (error) {
      if (error instanceof ProblemException) return null;
      throw error;
    }
  }
}

function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const key = keyOfCursor(cursor);
  if (key !== null && blueprintIdPattern.test(key)) return key;
  throw new ProtocolFault(protocolCodes.invalidParams, 'The cursor is none of this list.');
}

function factsOf({ blueprint, inputs, output }: CompiledBlueprint, capabilities: Capabilities): Facts {
  const { name, title, description } = blueprint;
  const { properties, ...input } = inputsSchema(inputs);
  return {
    ...(title !== undefined && { title }),
    description: description ?? `Runs the blueprint ${JSON.stringify(name)} and gives its outputs.`,
    inputSchema: { ...input, type: 'object', properties: portableMembers(properties as JsonObject) },
    outputSchema: outcomeSchema(withoutTuples(schemaOfType(output)) as JsonObject),
    annotations: hintsOf(capabilities),
  };
}

/** From what the compiler knows: what may happen, also where it seldom does. */
function hintsOf({ side_effects, hosts, models, human }: Capabilities): ToolHints {
  return {
    readOnlyHint: !side_effects,
    destructiveHint: side_effects,
    idempotentHint: !side_effects,
    openWorldHint: side_effects || human || hosts.length > 0 || models.length > 0,
  };
}
