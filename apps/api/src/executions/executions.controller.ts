/** REST of executions: start, list, get, cancel, events as pages. Commands only; watching live is the stream's business. */
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ExecutionRepository, IceError, type ExecutionEvent, type ExecutionQuery } from '@ice/core';
import type { FastifyReply } from 'fastify';
import { readCursor } from '../http/validation/read-cursor.js';
import { ExecutionAdmission } from './execution-admission.js';
import { headAnswer, snapshotAnswer, startedAnswer } from './execution-presenter.js';
import { ExecutionSupervisor } from './execution-supervisor.js';
import { firstIdAt } from './first-id-at.js';
import { ListExecutionsDto } from './list-executions.dto.js';
import { preferredWaitMs } from './prefer-wait.js';
import { StartExecutionDto } from './start-execution.dto.js';

const defaultLimit = 50;
const idPattern = /^ex_[0-9A-HJKMNP-TV-Z]{26}$/;

@ApiTags('executions')
@Controller('api/v1/executions')
export class ExecutionsController {
  constructor(
    @Inject(ExecutionAdmission) private readonly admission: ExecutionAdmission,
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
  @ApiResponse({ status: 202, description: 'Accepted: it survives a crash of the server.' })
  @ApiResponse({ status: 200, description: 'Waited for, or a dry run.' })
  async start(
    @Body() request: StartExecutionDto,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const admitted = await this.admission.admit(request);
    if (request.dry_run) return this.dryRun(admitted.compiled.revision, reply);
    const facts = {
      ...(request.tags && { tags: request.tags }),
      ...(request.budget_usd !== undefined && { budgetUsd: request.budget_usd }),
    };
    const head = await this.supervisor.start(admitted, facts);
    reply.header('Location', `/api/v1/executions/${head.execution_id}`);
    const waitMs = preferredWaitMs(prefer);
    if (waitMs === null) return startedAnswer(head);
    reply.header('Preference-Applied', `wait=${waitMs / 1_000}`);
    if (!(await this.supervisor.waitFor(head.execution_id, waitMs))) return startedAnswer(head);
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

/** The same words wherever an execution is not there. */
export function unknownExecution(id: string): IceError {
  return new IceError('not-found', `There is no execution "${id.slice(0, 64)}".`);
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
