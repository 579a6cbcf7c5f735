/** What can be read: the catalog, the schema of documents, stored blueprints and executions of the tenant. Read-only; all of it is JSON. */
import { Inject, Injectable } from '@nestjs/common';
import {
  blueprintJsonSchema,
  BlueprintRepository,
  ExecutionsByTenant,
  type CompileEnvironment,
  type JsonObject,
  type ModelCatalog,
  type Tenant,
  type ToolCatalog,
} from '@ice/core';
import { blueprintIdPattern } from '../blueprints/blueprint-id.js';
import { factsOf } from '../blueprints/present/blueprint-presenter.js';
import { COMPILE_ENVIRONMENT, MODEL_CATALOG, TOOL_CATALOG } from '../catalog/catalog.tokens.js';
import { completeList } from '../catalog/complete-list.js';
import { listLimits } from '../catalog/limits.js';
import { listNodeKinds } from '../catalog/node-kinds.js';
import { presentModel, presentTool } from '../catalog/present-catalog.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { snapshotAnswer } from '../executions/execution-presenter.js';

const mimeType = 'application/json';

/** What was read. */
export interface ResourceText {
  readonly uri: string;
  readonly mimeType: typeof mimeType;
  readonly text: string;
  readonly _meta?: JsonObject;
}

/** A resource that is always there. */
interface FixedResource {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly read: () => object;
}

/** See the head of this file. */
@Injectable()
export class ResourceDesk {
  private readonly fixed: readonly FixedResource[];

  constructor(
    @Inject(TOOL_CATALOG) tools: ToolCatalog,
    @Inject(MODEL_CATALOG) models: ModelCatalog,
    @Inject(COMPILE_ENVIRONMENT) environment: CompileEnvironment,
    @Inject(APP_CONFIG) config: AppConfig,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
  ) {
    this.fixed = [
      fixed('catalog/tools', 'Tools that nodes may call, with their schemas', () =>
        completeList(tools.list().map(presentTool)),
      ),
      fixed('catalog/node-kinds', 'Kinds of nodes, with the schema of each', () => completeList(listNodeKinds())),
      fixed('catalog/models', 'Models that may be used, with their prices', () =>
        completeList(models.asOfNow().list().map(presentModel)),
      ),
      fixed('catalog/limits', 'Every limit, with the code that tells of it', () =>
        completeList(listLimits({ ...config, compile: environment.limits })),
      ),
      fixed('schemas/blueprint', 'The JSON Schema of blueprint documents', blueprintJsonSchema),
    ];
  }

  /** Those that are always there. */
  list(): readonly object[] {
    return this.fixed.map(({ uri, name, description }) => ({ uri, name, description, mimeType }));
  }

  /** The forms of those that come and go. */
  templates(): readonly object[] {
    return [
      template('blueprints/{id}', 'The document of a stored blueprint; `_meta` has its version_lock and revision'),
      template('executions/{id}', 'The snapshot of an execution'),
    ];
  }

  /** What stands at an address, or null. */
  async read(tenant: Tenant, uri: string): Promise<ResourceText | null> {
    const known = this.fixed.find((resource) => resource.uri === uri);
    if (known) return { uri, mimeType, text: JSON.stringify(known.read()) };
    const [, kind, id = ''] = /^ice:\/\/(blueprints|executions)\/([A-Za-z0-9_]{1,64})$/.exec(uri) ?? [];
    if (kind === 'blueprints') return this.readBlueprint(tenant, uri, id);
    return kind === 'executions' ? this.readExecution(tenant, uri, id) : null;
  }

  private async readBlueprint(tenant: Tenant, uri: string, id: string): Promise<ResourceText | null> {
    const stored = blueprintIdPattern.test(id) ? await this.blueprints.find(tenant, id) : null;
    if (!stored) return null;
    const { version_lock, revision, updated_at } = factsOf(stored);
    const _meta = { version_lock, revision, updated_at };
    return { uri, mimeType, text: JSON.stringify(stored.blueprint), _meta };
  }

  private async readExecution(tenant: Tenant, uri: string, id: string): Promise<ResourceText | null> {
    const snapshot = await this.executions.of(tenant).snapshot(id);
    return snapshot && { uri, mimeType, text: JSON.stringify(snapshotAnswer(snapshot)) };
  }
}

function fixed(name: string, description: string, read: () => object): FixedResource {
  return { uri: `ice://${name}`, name, description, read };
}

function template(name: string, description: string): object {
  return { uriTemplate: `ice://${name}`, name, description, mimeType };
}
