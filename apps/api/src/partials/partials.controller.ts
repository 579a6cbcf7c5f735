/** REST of partial blueprints: what a canvas or an agent works on until it compiles. Every answer has the new lock, and says what is
 *  still to be done. */
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  BlueprintRepository,
  PartialRepository,
  type CostCertificate,
  type JsonObject,
  type Page,
  type StoredPartial,
} from '@ice/core';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { ApiLock, factHeaderTexts } from '../blueprints/api-blueprints.decorator.js';
import { factsExample } from '../blueprints/blueprint-examples.js';
import { factHeaders, factsOf, type BlueprintFacts } from '../blueprints/present/blueprint-presenter.js';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { listSchema } from '../docs/list-schema.js';
import { estimateExample } from '../governance/governance-examples.js';
import { JsonDocument } from '../http/body/json-document.decorator.js';
import { isKnownTo } from '../http/lock/etag.js';
import { readLockClaim } from '../http/lock/lock-claim.js';
import { PageQueryDto } from '../http/validation/page-query.dto.js';
import { readCursor } from '../http/validation/read-cursor.js';
import { ApiPartial, ApiPartialBody, ApiPartialId } from './api-partials.decorator.js';
import { NoMembers } from './no-members.decorator.js';
import { PartialEditor } from './partial-editor.js';
import { creationExamples, partialRowExample, updateExamples } from './partial-examples.js';
import { partialIdPattern, partialsPath } from './partial-id.js';
import {
  partialHeaders,
  PartialPresenter,
  partialRow,
  type PartialAnswer,
  type PartialRow,
} from './partial-presenter.js';
import { readCreation } from './read-creation.js';
import { readUpdate } from './read-update.js';

const defaultLimit = 50;

/** The answer of finalizing. */
interface FinalizedBlueprint extends BlueprintFacts {
  /** That of the revision: of now, unless its content was stored before. */
  readonly certificate: CostCertificate | null;
}

@ApiTags('partials')
@Controller(partialsPath.slice(1))
export class PartialsController {
  constructor(
    @Inject(PartialEditor) private readonly editor: PartialEditor,
    @Inject(PartialPresenter) private readonly presenter: PartialPresenter,
    @Inject(PartialRepository) private readonly partials: PartialRepository,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
  ) {}

  @Needs('author')
  @Post()
  @ApiOperation({
    operationId: 'createPartialBlueprint',
    summary: 'Begin a partial blueprint',
    description: 'With nothing, with a node or with a document. `schema_version`, `name` and `nodes` are filled in.',
  })
  @ApiHeader({ name: 'X-Version-Lock', required: false, schema: { type: 'string', enum: ['__new__'] } })
  @ApiPartialBody('PartialCreation', creationExamples)
  @ApiPartial(201, 'It is stored.', { Location: 'Where it is.' })
  @ApiProblems('malformed-json', 'lock-malformed', 'lock-conflict', 'unsupported-media-type', 'validation-failed')
  @ApiProblems('quota-exceeded')
  async create(
    @CallerOf() { tenant }: Caller,
    @JsonDocument() body: JsonObject,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartialAnswer> {
    const claim = readLockClaim(headers);
    const stored = await this.editor.create(tenant, readCreation(body), claim);
    reply.header('location', `${partialsPath}/${stored.id}`);
    return this.show(stored, reply);
  }

  @Needs('read')
  @Get()
  @ApiOperation({ operationId: 'listPartialBlueprints', summary: 'List partial blueprints, oldest first' })
  @ApiJson(200, 'A page.', {
    schema: listSchema('PartialRow'),
    example: { data: [partialRowExample], next_cursor: null, has_more: false },
  })
  @ApiProblems('query-invalid')
  async list(@CallerOf() { tenant }: Caller, @Query() query: PageQueryDto): Promise<Page<PartialRow>> {
    const after = readCursor(query.cursor, partialIdPattern);
    const limit = query.limit ?? defaultLimit;
    const page = await this.partials.list({ tenant, limit, ...(after !== undefined && { after }) });
    return { ...page, data: page.data.map(partialRow) };
  }

  @Needs('read')
  @Get(':id')
  @ApiOperation({ operationId: 'getPartialBlueprint', summary: 'Get a partial blueprint and what it lacks' })
  @ApiPartialId()
  @ApiHeader({ name: 'If-None-Match', required: false, schema: { type: 'string' } })
  @ApiPartial(200, 'The partial blueprint.')
  @ApiResponse({ status: 304, description: 'You have this version already.' })
  @ApiProblems('not-found')
  async get(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartialAnswer | undefined> {
    const stored = await this.editor.get(tenant, id);
    if (!isKnownTo(known, stored.lock)) return this.show(stored, reply);
    reply.headers(partialHeaders(stored));
    return void reply.status(304);
  }

  @Needs('author')
  @Put(':id')
  @ApiOperation({
    operationId: 'updatePartialBlueprint',
    summary: 'Change a partial blueprint',
    description:
      'One action; `{actions}`, all of them or none; or `{blueprint}`, a document in place of the stored one. What comes out need not be sound: `diagnostics` say what it lacks.',
  })
  @ApiPartialId()
  @ApiLock()
  @ApiPartialBody('PartialUpdate', updateExamples)
  @ApiPartial(200, 'It is stored, under the new lock.')
  @ApiProblems('lock-malformed', 'not-found', 'lock-conflict', 'already-finalized')
  @ApiProblems('validation-failed', 'unknown-property', 'unknown-node', 'duplicate-node-id', 'expression-invalid')
  @ApiProblems('body-too-large', 'lock-required')
  async update(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @JsonDocument() body: JsonObject,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartialAnswer> {
    const claim = readLockClaim(headers);
    return this.show(await this.editor.change(tenant, id, claim, readUpdate(body)), reply);
  }

  @Needs('author')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deletePartialBlueprint',
    summary: 'Delete a partial blueprint; the blueprint that it has become stays',
  })
  @ApiPartialId()
  @ApiLock()
  @ApiResponse({ status: 204, description: 'It is gone.' })
  @ApiProblems('lock-malformed', 'not-found', 'lock-conflict', 'lock-required')
  async remove(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Headers() headers: IncomingHttpHeaders,
  ): Promise<void> {
    await this.editor.remove(tenant, id, readLockClaim(headers));
  }

  @Needs('author')
  @Post(':id/finalize')
  @ApiOperation({
    operationId: 'finalizePartialBlueprint',
    summary: 'Make a blueprint of a partial blueprint',
    description:
      'It must compile; what keeps it from that comes all at once, and the partial blueprint stays as it is. It is finalized once: whoever comes later is told the id of the blueprint.',
  })
  @ApiPartialId()
  @ApiLock()
  @ApiJson(201, 'The blueprint is stored, and what it can cost is certified.', {
    schema: { $ref: '#/components/schemas/FinalizedBlueprint' },
    example: { ...factsExample, certificate: estimateExample.certificate },
    headers: { ...factHeaderTexts, Location: 'Where the blueprint is.' },
  })
  @ApiProblems('lock-malformed', 'not-found', 'lock-conflict', 'already-finalized')
  @ApiProblems('blueprint-invalid', 'empty-blueprint', 'lock-required', 'budget-exceeded')
  @ApiProblems('estimator-unavailable', 'ledger-unavailable')
  async finalize(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @NoMembers() _body: undefined,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FinalizedBlueprint> {
    const blueprint = await this.editor.finalize(caller, id, readLockClaim(headers));
    const certificate = await this.blueprints.revisions.findCertificate(caller.tenant, blueprint.revision);
    reply.headers(factHeaders(blueprint)).header('location', `/api/v1/blueprints/${blueprint.id}`);
    return { ...factsOf(blueprint), certificate };
  }

  private async show(stored: StoredPartial, reply: FastifyReply): Promise<PartialAnswer> {
    reply.headers(partialHeaders(stored));
    return this.presenter.answerOf(stored);
  }
}
