/** REST of what blueprints were: revisions never change, so this room only reads. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Blueprint, Page } from '@ice/core';
import type { FastifyReply } from 'fastify';
import { CallerOf, type Caller } from '../../access/caller.js';
import { Needs } from '../../access/needs.decorator.js';
import { ApiOperation, ApiParam, ApiTags } from '../../docs/api-decorators.js';
import { ApiJson } from '../../docs/api-json.decorator.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { listSchema } from '../../docs/list-schema.js';
import { estimateExample } from '../../governance/governance-examples.js';
import { PageQueryDto } from '../../http/validation/page-query.dto.js';
import { readCursor } from '../../http/validation/read-cursor.js';
import { ApiBlueprintId } from '../api-blueprints.decorator.js';
import { blueprintExample, factsExample } from '../blueprint-examples.js';
import type { CertificateAnswer, DiffAnswer, RevisionRow } from '../present/present-revision.js';
import { DiffQueryDto } from './diff-query.dto.js';
import { revisionSchema } from './revision-address.js';
import { diffExample, revisionRowExamples } from './revision-examples.js';
import { RevisionReader } from './revision-reader.js';

const defaultLimit = 50;

@ApiTags('blueprints')
@Controller('api/v1/blueprints/:id')
export class RevisionsController {
  constructor(@Inject(RevisionReader) private readonly revisions: RevisionReader) {}

  @Needs('read')
  @Get('revisions')
  @ApiOperation({
    operationId: 'listBlueprintRevisions',
    summary: 'List the revisions of a blueprint, newest first',
    description:
      'One entry for every change of the content: a content that comes back stands here twice, a write that moves nodes on the canvas only makes none.',
  })
  @ApiBlueprintId()
  @ApiJson(200, 'A page; the current revision comes first and carries the lock.', {
    schema: listSchema('RevisionRow'),
    example: { data: revisionRowExamples, next_cursor: null, has_more: false },
  })
  @ApiProblems('query-invalid', 'not-found')
  async list(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: PageQueryDto,
  ): Promise<Page<RevisionRow>> {
    const after = readCursor(query.cursor, /^[1-9]\d{0,11}$/);
    const limit = query.limit ?? defaultLimit;
    return this.revisions.list(tenant, id, { limit, ...(after !== undefined && { after: Number(after) }) });
  }

  @Needs('read')
  @Get('revisions/:revision')
  @ApiOperation({
    operationId: 'getBlueprintRevision',
    summary: 'Get the document of a revision',
    description:
      'PUT it to bring it back. Layout is no part of a revision: it comes as it was when this content was first stored.',
  })
  @ApiBlueprintId()
  @ApiParam({ name: 'revision', example: factsExample.revision, schema: revisionSchema })
  @ApiJson(200, 'The document.', {
    schema: { $ref: '#/components/schemas/Blueprint' },
    example: blueprintExample,
    headers: { 'X-Revision': 'The revision.' },
  })
  @ApiProblems('not-found')
  async get(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Param('revision') revision: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Blueprint> {
    const document = await this.revisions.document(tenant, id, revision);
    reply.headers({ 'x-revision': revision, 'cache-control': 'private, max-age=0, must-revalidate' });
    return document;
  }

  @Needs('read')
  @Get('revisions/:revision/certificate')
  @ApiOperation({
    operationId: 'getRevisionCertificate',
    summary: 'Get what a revision can cost, as it was certified when it was stored first',
    description:
      'By the prices of that day, and never changed. A start goes by the prices of its own day; `POST /api/v1/governance/estimate` tells these. As long as `prices_hash` is the same there, no price that counts has changed.',
  })
  @ApiBlueprintId()
  @ApiParam({ name: 'revision', example: factsExample.revision, schema: revisionSchema })
  @ApiJson(200, 'The certificate; null where it could not be worked out then.', {
    schema: { $ref: '#/components/schemas/RevisionCertificate' },
    example: { revision: factsExample.revision, certificate: estimateExample.certificate },
  })
  @ApiProblems('not-found')
  async certificate(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Param('revision') revision: string,
  ): Promise<CertificateAnswer> {
    return this.revisions.certificate(tenant, id, revision);
  }

  @Needs('read')
  @Get('diff')
  @ApiOperation({
    operationId: 'getBlueprintDiff',
    summary: 'Compare two revisions node by node',
    description: 'Nodes are known by their ids, wherever they stand. Without a query: what the last change was.',
  })
  @ApiBlueprintId()
  @ApiJson(200, 'What changed. Long values are cut.', {
    schema: { $ref: '#/components/schemas/BlueprintDiff' },
    example: diffExample,
  })
  @ApiProblems('query-invalid', 'not-found')
  async diff(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: DiffQueryDto,
  ): Promise<DiffAnswer> {
    return this.revisions.diff(tenant, id, query);
  }
}
