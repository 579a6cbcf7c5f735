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
import { CompiledCache } from './compiled-cache.js';
import { refuseBlueprint } from './refuse-blueprint.js';

@Injectable()
export class BlueprintCompiler {
  private readonly cache = new CompiledCache();

  constructor(
    @Inject(COMPILE_ENVIRONMENT) private readonly environment: CompileEnvironment,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
  ) {}

  /** Everything that the compiler has to say. */
  judge(document: JsonValue): CompileResult {
    const result = compileBlueprint(document, this.environment);
    return result.ok ? { ...result, compiled: this.cache.keep(result.compiled) } : result;
  }

  /** The compiled blueprint of a document. Refuses an unsound one with all findings. */
  async compile(document: JsonValue): Promise<CompiledBlueprint> {
    const result = this.judge(document);
    if (result.ok) return result.compiled;
    throw refuseBlueprint(result.diagnostics);
  }

  /** The compiled blueprint of a stored revision, or null where there is none. Refuses one that is not sound any more. */
  async compiledOf(revision: string): Promise<CompiledBlueprint | null> {
    const known = this.cache.find(revision);
    if (known) return known;
    const document = await this.blueprints.revisions.find(revision);
    return document && this.compile(document as unknown as JsonValue);
  }
}
