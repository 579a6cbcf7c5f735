/** Tools for making blueprints: the same services, locks and refusals as the REST operations of partial blueprints. */
import { Inject, Injectable } from '@nestjs/common';
import {
  maxActions,
  partialActionJsonSchema,
  type JsonObject,
  type JsonValue,
  type StoredPartial,
  type Tenant,
} from '@ice/core';
import { requireScope } from '../../access/scope.guard.js';
import { BlueprintCompiler } from '../../blueprints/compile/blueprint-compiler.js';
import { judgeDocument } from '../../blueprints/compile/judge-document.js';
import { factsOf } from '../../blueprints/present/blueprint-presenter.js';
import { CostDesk } from '../../governance/cost-desk.js';
import { presentCost } from '../../governance/present-cost.js';
import { readLockClaim, type LockClaim } from '../../http/lock/lock-claim.js';
import { PartialEditor } from '../../partials/partial-editor.js';
import { PartialPresenter } from '../../partials/partial-presenter.js';
import { readCreation } from '../../partials/read-creation.js';
import { readUpdate } from '../../partials/read-update.js';
import { refuseEdit } from '../../partials/refuse-edit.js';
import { defaultTopK } from '../../partials/suggest-query.dto.js';
import { SuggestionDesk } from '../../partials/suggestion-desk.js';
import { BlueprintTools } from './blueprint-tools.js';
import { argumentsSchema, looksOnly, type McpTool, type ToolAnswer, type ToolHints } from './mcp-tool.js';

const partialId = { type: 'string', maxLength: 64, description: 'As partial_create gave it.' } as const;
const versionLock = {
  type: 'string',
  maxLength: 128,
  description: 'The version_lock of the latest answer. A change under another one is refused.',
} as const;
const document = { type: 'object', description: 'A document; see ice://schemas/blueprint. It may be half finished.' };
const changes: ToolHints = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
};

/** See the head of this file. */
@Injectable()
export class AuthoringTools {
  constructor(
    @Inject(PartialEditor) private readonly editor: PartialEditor,
    @Inject(PartialPresenter) private readonly presenter: PartialPresenter,
    @Inject(SuggestionDesk) private readonly suggestions: SuggestionDesk,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(BlueprintTools) private readonly blueprints: BlueprintTools,
    @Inject(CostDesk) private readonly costs: CostDesk,
  ) {}

  /** What is offered. @param reserved gives the names that no blueprint may have as a tool. */
  toolsWith(reserved: () => ReadonlySet<string>): readonly McpTool[] {
    return [
      this.create(),
      this.get(),
      this.update(),
      this.suggest(),
      this.finalize(reserved),
      this.validate(),
      this.estimate(),
    ];
  }

  private create(): McpTool {
    const node = { type: 'object', description: 'The first node.' };
    return {
      name: 'partial_create',
      scope: 'author',
      title: 'Begin a blueprint',
      description:
        'Begins a partial blueprint: with nothing, with a node, or with a document. Answers `{id, version_lock, blueprint, diagnostics, pending_inputs}`.',
      inputSchema: argumentsSchema({ node, blueprint: document }, []),
      annotations: changes,
      call: async (given, { call: { tenant } }) =>
        this.show(await this.editor.create(tenant, readCreation(given), null)),
    };
  }

  private get(): McpTool {
    return {
      name: 'partial_get',
      scope: 'read',
      title: 'Look at a blueprint under construction',
      description: 'Gives a partial blueprint with its version_lock, what is wrong with it and what it lacks.',
      inputSchema: argumentsSchema({ partial_id: partialId }, ['partial_id']),
      annotations: looksOnly,
      call: async ({ partial_id }, { call: { tenant } }) =>
        this.show(await this.editor.get(tenant, partial_id as string)),
    };
  }

  private update(): McpTool {
    const actions = { type: 'array', minItems: 1, maxItems: maxActions, items: partialActionJsonSchema() };
    const properties = { partial_id: partialId, version_lock: versionLock, actions, blueprint: document };
    return {
      name: 'partial_update',
      scope: 'author',
      title: 'Change a blueprint under construction',
      description:
        'Changes a partial blueprint: `actions`, all of them or none, or `blueprint`, a document in place of the stored one. What comes out need not be sound: `diagnostics` of the answer say what it lacks, and it has a new version_lock.',
      inputSchema: argumentsSchema(properties, ['partial_id', 'version_lock']),
      judgedLater: ['actions'],
      annotations: { ...changes, destructiveHint: true },
      call: async ({ partial_id, version_lock, ...update }, { call: { tenant } }) => {
        const claim = claimOf(version_lock);
        return this.show(await this.editor.change(tenant, partial_id as string, claim, readUpdate(updateOf(update))));
      },
    };
  }

  private suggest(): McpTool {
    const ids = {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      items: { type: 'string', maxLength: 64 },
    };
    const properties = {
      partial_id: partialId,
      top_k: { type: 'integer', minimum: 1, maximum: 50, default: defaultTopK },
      commit: { type: 'boolean', default: false, description: 'Applies suggestions; needs the version_lock.' },
      apply: { ...ids, description: 'Ids of suggestions, with commit. Default: the first one.' },
      version_lock: versionLock,
    };
    return {
      name: 'partial_suggest',
      scope: 'read',
      title: 'Suggest what could come next',
      description:
        'Gives edits that fit a partial blueprint, the likeliest first, each as a JSON Patch with a reason. With `commit` it applies some and answers the partial blueprint.',
      inputSchema: argumentsSchema(properties, ['partial_id']),
      annotations: changes,
      call: async (given, { call: { tenant, origin } }) => {
        if (given['commit'] !== true) return this.offer(tenant, given);
        requireScope(origin.caller, 'author');
        return this.take(tenant, given);
      },
    };
  }

  private finalize(reserved: () => ReadonlySet<string>): McpTool {
    return {
      name: 'partial_finalize',
      scope: 'author',
      title: 'Finish a blueprint',
      description:
        'Makes a blueprint of a partial one. It must compile; all that keeps it from that comes at once. Answers its id, version_lock and revision, and as `tool_name` the tool that it is from now on.',
      inputSchema: argumentsSchema({ partial_id: partialId, version_lock: versionLock }, [
        'partial_id',
        'version_lock',
      ]),
      annotations: changes,
      call: async ({ partial_id, version_lock }, { call: { origin } }) => {
        const stored = await this.editor.finalize(origin.caller, partial_id as string, claimOf(version_lock));
        return { structured: { ...factsOf(stored), tool_name: await this.blueprints.nameOf(stored, reserved()) } };
      },
    };
  }

  private validate(): McpTool {
    return {
      name: 'blueprint_validate',
      scope: 'read',
      title: 'Judge a blueprint',
      description:
        'Compiles a document and stores nothing. Answers `{ok, diagnostics, revision, cost, capabilities, types}`; a diagnostic may have a `fix`, which is a JSON Patch.',
      inputSchema: argumentsSchema({ blueprint: document }, ['blueprint']),
      annotations: looksOnly,
      call: ({ blueprint }, { call: { tenant } }) => this.judge(tenant, blueprint as JsonValue),
    };
  }

  private estimate(): McpTool {
    return {
      name: 'blueprint_estimate',
      scope: 'read',
      title: 'Say what a blueprint can cost',
      description:
        'Answers `{cost}` with the least, the expected and the most that an execution can cost, in all and by node, in USD as decimal strings. The document must compile.',
      inputSchema: argumentsSchema({ blueprint: document }, ['blueprint']),
      annotations: looksOnly,
      call: async ({ blueprint }, { call: { tenant } }) => {
        const compiled = await this.compiler.compile(tenant, blueprint as JsonValue);
        return { structured: { cost: presentCost(this.costs.estimate(compiled, null)) as unknown as JsonObject } };
      },
    };
  }

  private async judge(tenant: Tenant, blueprint: JsonValue): Promise<ToolAnswer> {
    const { environment, others } = await this.compiler.prepare(tenant, blueprint);
    // Where its nodes would be drawn is of no use here.
    const { graph: _graph, ...judgement } = judgeDocument(blueprint, { environment, others, costs: this.costs });
    return { structured: judgement as unknown as JsonObject };
  }

  private async offer(tenant: Tenant, { partial_id, top_k = defaultTopK, apply }: JsonObject): Promise<ToolAnswer> {
    if (apply !== undefined) throw refuseEdit([onlyWithCommit]);
    const { suggestions, lock } = await this.suggestions.offer(tenant, partial_id as string, Number(top_k));
    return { structured: { suggestions: suggestions as unknown as readonly JsonObject[], version_lock: lock } };
  }

  private async take(tenant: Tenant, { partial_id, apply, version_lock }: JsonObject): Promise<ToolAnswer> {
    const ids = apply === undefined ? null : (apply as readonly string[]);
    return this.show(await this.suggestions.take(tenant, partial_id as string, ids, claimOf(version_lock)));
  }

  private async show(stored: StoredPartial): Promise<ToolAnswer> {
    return { structured: (await this.presenter.answerOf(stored)) as unknown as JsonObject };
  }
}

/** A lock is read as it is from a header. */
function claimOf(lock: JsonValue | undefined): LockClaim {
  return readLockClaim(lock === undefined ? {} : { 'x-version-lock': lock as string });
}

/** One of the two, as the REST body has it. */
function updateOf(update: JsonObject): JsonObject {
  if (Object.keys(update).length === 1) return update;
  const detail = 'Give exactly one of actions and blueprint.';
  throw refuseEdit([{ pointer: '', code: 'validation-failed', detail }]);
}

const onlyWithCommit = {
  pointer: '/apply',
  code: 'validation-failed',
  detail: 'apply means something with commit only.',
} as const;
