/** Compiles documents with what this process has, and keeps what was compiled. Every way into the process compiles here. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  compileBlueprint,
  type CompiledBlueprint,
  type CompileEnvironment,
  type CompileResult,
  type JsonValue,
} from '@ice/core';
import { COMPILE_ENVIRONMENT } from '../catalog/catalog.tokens.js';
import { collectClosure, type Pins } from './blueprint-closure.js';
import { ClosureCompiler } from './closure-compiler.js';
import { CompiledCache } from './compiled-cache.js';
import { refuseBlueprint } from './refuse-blueprint.js';

/** Of a blueprint that runs no other, or only revisions. */
const noPins: Pins = {};

@Injectable()
export class BlueprintCompiler {
  private readonly cache = new CompiledCache();

  constructor(
    @Inject(COMPILE_ENVIRONMENT) private readonly environment: CompileEnvironment,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
  ) {}

  /**
   * Everything that judging a document takes: an environment in which the blueprints that it runs are found.
   *
   * @param pins revisions for references, in place of the current ones.
   */
  async prepare(document: JsonValue, pins = noPins): Promise<ClosureCompiler> {
    const { maxBlueprints } = this.environment.limits;
    const closure = await collectClosure(document, { blueprints: this.blueprints, pins, maxBlueprints });
    const compiler = new ClosureCompiler(closure, this.environment, this.cache);
    await compiler.compileOthers();
    return compiler;
  }

  /** Everything that the compiler has to say. */
  async judge(document: JsonValue): Promise<CompileResult> {
    return this.judgeIn(await this.prepare(document), document);
  }

  /** The compiled blueprint of a document. Refuses an unsound one with all findings. */
  async compile(document: JsonValue): Promise<CompiledBlueprint> {
    return soundOf(await this.judge(document));
  }

  /**
   * The compiled blueprint of a stored revision, or null where there is none. Refuses one that is not sound any more.
   *
   * @param pins those of a compiled blueprint that runs it, or that it was once: it is compiled with these revisions of the blueprints
   *   that it runs. Without them, and for references that they lack, with the current ones.
   */
  async compiledOf(revision: string, pins = noPins): Promise<CompiledBlueprint | null> {
    const known = this.cache.find(revision, noPins);
    if (known) return known;
    const document = (await this.blueprints.revisions.find(revision)) as JsonValue | null;
    if (document === null) return null;
    const closure = await this.prepare(document, pins);
    return this.cache.find(revision, closure.pins) ?? soundOf(this.judgeIn(closure, document));
  }

  private judgeIn({ environment, pins }: ClosureCompiler, document: JsonValue): CompileResult {
    const result = compileBlueprint(document, environment);
    return result.ok ? { ...result, compiled: this.cache.keep(result.compiled, pins) } : result;
  }
}

function soundOf(result: CompileResult): CompiledBlueprint {
  if (result.ok) return result.compiled;
  throw refuseBlueprint(result.diagnostics);
}
