/** Where suggestions are asked for and taken. Reading them changes nothing; taking some is an edit under the lock like any other. */
import { Inject, Injectable } from '@nestjs/common';
import {
  compileBlueprint,
  suggestEdits,
  type CompileEnvironment,
  type JsonObject,
  type StoredPartial,
  type Suggestion,
  type Tenant,
} from '@ice/core';
import type { LockClaim } from '../http/lock/lock-claim.js';
import { applySuggestions, refuseTogether } from './apply-suggestions.js';
import { PartialEditor } from './partial-editor.js';
import { PartialInspector } from './partial-inspector.js';

/** The suggestions for one version of a partial blueprint. */
export interface OfferedSuggestions {
  /** The likeliest first. */
  readonly suggestions: readonly Suggestion[];
  /** Of the version that they are for. */
  readonly lock: string;
}

/** See the head of this file. */
@Injectable()
export class SuggestionDesk {
  constructor(
    @Inject(PartialEditor) private readonly editor: PartialEditor,
    @Inject(PartialInspector) private readonly inspector: PartialInspector,
  ) {}

  /** What could come next, at most `limit`. */
  async offer(tenant: Tenant, id: string, limit: number): Promise<OfferedSuggestions> {
    const { document, lock } = await this.editor.get(tenant, id);
    return { suggestions: (await this.inspector.suggest(tenant, document)).slice(0, limit), lock };
  }

  /** Applies the suggestions of these ids (null: the first one). Refuses ids that are none of the suggestions, and what does not go
   *  together. */
  async take(tenant: Tenant, id: string, ids: readonly string[] | null, claim: LockClaim): Promise<StoredPartial> {
    const { document: current } = await this.editor.get(tenant, id);
    const environment = await this.inspector.environmentOf(tenant, current);
    return this.editor.change(tenant, id, claim, (document) => applyAll(document, ids, environment));
  }
}

/** Each suggestion leaves no error that was not there before; several in a row might. */
function applyAll(document: JsonObject, ids: readonly string[] | null, environment: CompileEnvironment): JsonObject {
  const edited = applySuggestions(document, suggestEdits(document, environment), ids);
  const errorsOf = (one: JsonObject): number => {
    return compileBlueprint(one, environment).diagnostics.filter(({ severity }) => severity === 'error').length;
  };
  if (ids !== null && ids.length > 1 && errorsOf(edited) > errorsOf(document)) throw refuseTogether();
  return edited;
}
