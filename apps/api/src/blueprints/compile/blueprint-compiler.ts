/** Compiles documents with what this process has and with what the tenant has stored, and keeps what was compiled. Every way into the
 *  process compiles here. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  compileBlueprint,
  type CompiledBlueprint,
  type CompileEnvironment,
  type CompileResult,
  type CostFacts,
  type Diagnostic,
  type JsonValue,
  type Tenant,
} from '@ice/core';
import { COMPILE_ENVIRONMENT } from '../../catalog/catalog.tokens.js';
import { CostDesk } from '../../governance/cost-desk.js';
import { collectClosure, type Pins } from './blueprint-closure.js';
import { ClosureCompiler } from './closure-compiler.js';
import { CompiledCache } from './compiled-cache.js';
import { refuseBlueprint } from './refuse-blueprint.js';

/** Of a blueprint that runs no other, or only revisions. */
const noPins: Pins = {};

@Injectable()
export class BlueprintCompiler {
  private caches: { readonly prices: CostFacts; readonly compiled: CompiledCache } | undefined;

  constructor(
    @Inject(COMPILE_ENVIRONMENT) private readonly environment: CompileEnvironment,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(CostDesk) private readonly costs: CostDesk,
  ) {}

  /**
   * Everything that judging a document takes: an environment in which the blueprints that it runs are found, those of the tenant alone.
   *
   * @param pins revisions for references, in place of the current ones.
   */
  async prepare(tenant: Tenant, document: JsonValue, pins = noPins): Promise<ClosureCompiler> {
    const { maxBlueprints } = this.environment.limits;
    const closure = await collectClosure(document, { blueprints: this.blueprints, tenant, pins, maxBlueprints });
    const compiler = new ClosureCompiler(closure, this.environment, this.cache, tenant);
    await compiler.compileOthers();
    return compiler;
  }

  /** Everything that the compiler has to say. */
  async judge(tenant: Tenant, document: JsonValue): Promise<CompileResult> {
    return this.judgeIn(tenant, await this.prepare(tenant, document), document);
  }

  /** The compiled blueprint of a document. Refuses an unsound one with all findings. */
  async compile(tenant: Tenant, document: JsonValue): Promise<CompiledBlueprint> {
    return soundOf(await this.judge(tenant, document));
  }

  /**
   * The compiled blueprint of a revision that the tenant has stored, or null where there is none. Refuses one that is not sound any more.
   *
   * @param pins those of a compiled blueprint that runs it, or that it was once: it is compiled with these revisions of the blueprints
   *   that it runs. Without them, and for references that they lack, with the current ones.
   */
  async compiledOf(tenant: Tenant, revision: string, pins = noPins): Promise<CompiledBlueprint | null> {
    const known = this.cache.find(tenant, revision, noPins);
    if (known) return known;
    const document = (await this.blueprints.revisions.find(tenant, revision)) as JsonValue | null;
    if (document === null) return null;
    const closure = await this.prepare(tenant, document, pins);
    const kept = this.cache.find(tenant, revision, closure.pins);
    return kept ? soundOf(this.priced(kept, closure, [])) : soundOf(this.judgeIn(tenant, closure, document));
  }

  /** What was compiled by other prices is not true any more: a model may have gone with its price, or have another context. */
  private get cache(): CompiledCache {
    const prices = this.environment.cost;
    if (this.caches?.prices !== prices) this.caches = { prices, compiled: new CompiledCache() };
    return this.caches.compiled;
  }

  private judgeIn(tenant: Tenant, closure: ClosureCompiler, document: JsonValue): CompileResult {
    const result = compileBlueprint(document, closure.environment);
    if (!result.ok) return result;
    return this.priced(this.cache.keep(tenant, result.compiled, closure.pins), closure, result.diagnostics);
  }

  /** What has no bound of its costs is not sound. */
  private priced(compiled: CompiledBlueprint, closure: ClosureCompiler, told: readonly Diagnostic[]): CompileResult {
    const cost = this.costs.formulaOf(compiled, closure.others);
    if (!cost.ok) return { ok: false, diagnostics: [...told, ...cost.problems] };
    return { ok: true, compiled, diagnostics: told };
  }
}

function soundOf(result: CompileResult): CompiledBlueprint {
  if (result.ok) return result.compiled;
  throw refuseBlueprint(result.diagnostics);
}
