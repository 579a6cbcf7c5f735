/** REST of suggestions for partial blueprints: reading them changes nothing; committing some is an edit like any other. */
import { Controller, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { Suggestion } from '@ice/core';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { requireScope } from '../access/scope.guard.js';
import { ApiLock } from '../blueprints/api-blueprints.decorator.js';
import { ApiBody, ApiOperation, ApiTags } from '../docs/api-decorators.js';
import { readLockClaim } from '../http/lock/lock-claim.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { ApiPartialId, ApiSuggestions } from './api-partials.decorator.js';
import { partialsPath } from './partial-id.js';
import { partialHeaders, PartialPresenter, type PartialAnswer } from './partial-presenter.js';
import { refuseEdit } from './refuse-edit.js';
import { SuggestBody } from './suggest-body.decorator.js';
import { defaultTopK, SuggestQueryDto } from './suggest-query.dto.js';
import { SuggestionDesk } from './suggestion-desk.js';

/** What was asked for without `commit`. */
interface SuggestionList {
  readonly suggestions: readonly Suggestion[];
}

@ApiTags('partials')
@Controller(partialsPath.slice(1))
export class SuggestionsController {
  constructor(
    @Inject(SuggestionDesk) private readonly desk: SuggestionDesk,
    @Inject(PartialPresenter) private readonly presenter: PartialPresenter,
  ) {}

  @Needs('read')
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
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Query() { top_k = defaultTopK, commit }: SuggestQueryDto,
    @SuggestBody() ids: readonly string[] | null,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SuggestionList | PartialAnswer> {
    if (commit === 'true') {
      requireScope(caller, 'author');
      const stored = await this.desk.take(caller.tenant, id, ids, readLockClaim(headers));
      reply.headers(partialHeaders(stored));
      return this.presenter.answerOf(stored);
    }
    if (ids !== null) throw refuseEdit([onlyWithCommit]);
    const { suggestions, lock } = await this.desk.offer(caller.tenant, id, top_k);
    reply.header('x-version-lock', lock);
    return { suggestions };
  }
}

const onlyWithCommit = {
  pointer: '/apply',
  code: 'validation-failed',
  detail: 'apply means something with ?commit=true only.',
} as const;
