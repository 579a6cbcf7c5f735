/** REST of executions: start, list, get, cancel, events as pages. Commands only; watching live is the stream's business. */
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ExecutionRepository, type ExecutionEvent, type ExecutionQuery } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import type { FastifyReply } from 'fastify';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { readCursor } from '../http/validation/read-cursor.js';
import { ApiIdempotencyKey, replayedHeader } from './api-idempotency-key.decorator.js';
import { ExecutionAdmission } from './execution-admission.js';
import { ExecutionEnd } from './execution-end.js';
import { headAnswer, snapshotAnswer, startedAnswer } from './execution-presenter.js';
import { firstIdAt } from './first-id-at.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { IdempotentStart } from './idempotent-start.js';
import { ListExecutionsDto } from './list-executions.dto.js';
import { preferredWaitMs } from './prefer-wait.js';
import { StartExecutionDto } from './start-execution.dto.js';
import { unknownExecution } from './unknown-execution.js';

const defaultLimit = 50;
const startRefusals = ['validation-failed', 'blueprint-invalid', 'inputs-invalid', 'idempotency-key-reused'];
const idPattern = /^ex_[0-9A-HJKMNP-TV-Z]{26}$/;

@ApiTags('executions')
@Controller('api/v1/executions')
export class ExecutionsController {
  constructor(
    @Inject(ExecutionAdmission) private readonly admission: ExecutionAdmission,
    @Inject(IdempotentStart) private readonly starter: IdempotentStart,
    @Inject(ExecutionEnd) private readonly ends: ExecutionEnd,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ operationId: 'startExecution', summary: 'Start an execution' })
  @ApiBody({ type: StartExecutionDto })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`wait=N` answers with the snapshot when it ends within N seconds (at most 60).',
  })
  @ApiIdempotencyKey()
  @ApiResponse({
    status: 202,
    description: 'Accepted: it survives a crash of the server.',
    headers: replayedHeader,
  })
  @ApiResponse({ status: 200, description: 'Waited for, or a dry run.', headers: replayedHeader })
  @ApiProblems('idempotency-key-malformed', 'not-found', ...startRefusals, 'too-many-executions', 'store-unavailable')
  async start(
    @Body() request: StartExecutionDto,
    @Headers('idempotency-key') keyText: string | undefined,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const key = readIdempotencyKey(keyText);
    if (request.dry_run) return this.dryRun((await this.admission.admit(request)).compiled.revision, reply);
    const { head, isReplayed } = await this.starter.start(request, key);
    reply.header('Location', `/api/v1/executions/${head.execution_id}`);
    if (isReplayed) reply.header('Idempotency-Replayed', 'true');
    const waitMs = preferredWaitMs(prefer);
    if (waitMs === null) return startedAnswer(head);
    reply.header('Preference-Applied', `wait=${waitMs / 1_000}`);
    if (!(await this.ends.waitFor(head.execution_id, waitMs)))
      return startedAnswer((await this.executions.head(head.execution_id)) ?? head);
    reply.status(200);
    return snapshotAnswer(await this.snapshotOf(head.execution_id));
  }

  @Get()
  @ApiOperation({ operationId: 'listExecutions', summary: 'List executions, newest first' })
  async list(@Query() query: ListExecutionsDto): Promise<object> {
    const page = await this.executions.list(queryOf(query));
    return { ...page, data: page.data.map(headAnswer) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getExecution', summary: 'Get the snapshot of an execution' })
  @ApiParam({ name: 'id', example: 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B' })
  @ApiQuery({ name: 'include', required: false, enum: ['events'] })
  async get(
    @Param('id') id: string,
    @Query('include') include: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | undefined> {
    const snapshot = await this.snapshotOf(id);
    const tag = `"${snapshot.sequence}"`;
    reply.header('ETag', tag);
    if (known === tag) return void reply.status(304);
    if (include !== 'events') return snapshotAnswer(snapshot);
    return { ...snapshotAnswer(snapshot), events: await this.allEvents(id) };
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @ApiOperation({ operationId: 'cancelExecution', summary: 'Cancel an execution' })
  async cancel(@Param('id') id: string): Promise<object> {
    const head = idPattern.test(id) ? await this.supervisor.cancel(id, 'requested') : null;
    if (!head) throw unknownExecution(id);
    return headAnswer(head);
  }

  private dryRun(revision: string, reply: FastifyReply): object {
    reply.status(200);
    return { dry_run: true, admitted: true, revision };
  }

  private async snapshotOf(id: string) {
    const snapshot = idPattern.test(id) ? await this.executions.snapshot(id) : null;
    if (!snapshot) throw unknownExecution(id);
    return snapshot;
  }

  private async allEvents(id: string): Promise<readonly ExecutionEvent[]> {
    const events: ExecutionEvent[] = [];
    for await (const event of this.executions.journal(id)) events.push(event);
    return events;
  }
}

function queryOf(query: ListExecutionsDto): ExecutionQuery {
  const after = readCursor(query.cursor, idPattern);
  return {
    limit: query.limit ?? defaultLimit,
    ...(query.status && { status: query.status }),
    ...(query.blueprint_id && { blueprintId: query.blueprint_id }),
    ...(query.tag && { tag: query.tag }),
    ...(after !== undefined && { after }),
    ...(query.started_after && { from: firstIdAt(Date.parse(query.started_after)) }),
  };
}
