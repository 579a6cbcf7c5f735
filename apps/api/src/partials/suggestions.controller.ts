/** REST of suggestions for partial blueprints: reading them changes nothing; committing some is an edit like any other. */
import { Controller, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { compileBlueprint, suggestEdits, type CompileEnvironment, type JsonObject, type Suggestion } from '@ice/core';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiLock } from '../blueprints/api-blueprints.decorator.js';
import { readLockClaim } from '../http/lock/lock-claim.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { ApiPartialId, ApiSuggestions } from './api-partials.decorator.js';
import { applySuggestions, refuseTogether } from './apply-suggestions.js';
import { PartialEditor } from './partial-editor.js';
import { partialsPath } from './partial-id.js';
import { PartialInspector } from './partial-inspector.js';
import { partialHeaders, PartialPresenter, type PartialAnswer } from './partial-presenter.js';
import { refuseEdit } from './refuse-edit.js';
import { SuggestBody } from './suggest-body.decorator.js';
import { defaultTopK, SuggestQueryDto } from './suggest-query.dto.js';

/** What was asked for without `commit`. */
interface SuggestionList {
  readonly suggestions: readonly Suggestion[];
}

@ApiTags('partials')
@Controller(partialsPath.slice(1))
export class SuggestionsController {
  constructor(
    @Inject(PartialEditor) private readonly editor: PartialEditor,
    @Inject(PartialInspector) private readonly inspector: PartialInspector,
    @Inject(PartialPresenter) private readonly presenter: PartialPresenter,
  ) {}

  @Post(':id/suggest')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'suggestPartialEdits',
    summary: 'Suggest what could come next, or apply suggestions',
    description:
      'Made by rules that look at types, always the same for the same document, the likeliest first. Nothing changes without `?commit=true`; with it, the suggestions of `apply` (default: the first) are applied under the lock.',
  })
  @ApiPartialId()
  @ApiLock()
  @ApiBody({
    required: false,
    schema: { $ref: '#/components/schemas/SuggestionChoice' },
    examples: { none: { value: {} } },
  })
  @ApiSuggestions()
  @ApiProblems('query-invalid', 'lock-malformed', 'not-found', 'lock-conflict', 'already-finalized')
  @ApiProblems('validation-failed', 'unknown-property', 'lock-required')
  async suggest(
    @Param('id') id: string,
    @Query() { top_k = defaultTopK, commit }: SuggestQueryDto,
    @SuggestBody() ids: readonly string[] | null,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SuggestionList | PartialAnswer> {
    if (commit === 'true') return this.commit(id, ids, headers, reply);
    if (ids !== null) throw refuseEdit([onlyWithCommit]);
    const { document, lock } = await this.editor.get(id);
    reply.header('x-version-lock', lock);
    return { suggestions: (await this.inspector.suggest(document)).slice(0, top_k) };
  }

  private async commit(
    id: string,
    ids: readonly string[] | null,
    headers: IncomingHttpHeaders,
    reply: FastifyReply,
  ): Promise<PartialAnswer> {
    const environment = await this.inspector.environmentOf((await this.editor.get(id)).document);
    const update = (document: JsonObject): JsonObject => applyAll(document, ids, environment);
    const stored = await this.editor.change(id, readLockClaim(headers), update);
    reply.headers(partialHeaders(stored));
    return this.presenter.answerOf(stored);
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

const onlyWithCommit = {
  pointer: '/apply',
  code: 'validation-failed',
  detail: 'apply means something with ?commit=true only.',
} as const;
