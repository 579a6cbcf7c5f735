/** REST of executions: start, list, get, cancel, events as pages. Commands only; watching live is the stream's business. */
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  ExecutionsByTenant,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionQuery,
  type Tenant,
} from '@ice/core';
import type { FastifyReply } from 'fastify';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { listSchema } from '../docs/list-schema.js';
import { readCursor } from '../http/validation/read-cursor.js';
import { CancelDesk } from './cancel-desk.js';
import { ExecutionEnd } from './execution-end.js';
import {
  cancelledExample,
  executionExample,
  executionIdExample,
  executionRowExample,
  startedExample,
  startExamples,
  waitedExamples,
} from './execution-examples.js';
import { headAnswer, snapshotAnswer, startedAnswer } from './execution-presenter.js';
import { ListExecutionsDto } from './list-executions.dto.js';
import { ApiIdempotencyKey, replayedHeader } from './start/api-idempotency-key.decorator.js';
import { DryRun } from './start/dry-run.js';
import { readIdempotencyKey } from './start/idempotency-key.js';
import { IdempotentStart } from './start/idempotent-start.js';
import { preferredWaitMs } from './start/prefer-wait.js';
import { StartExecutionDto } from './start/start-execution.dto.js';
import { unknownExecution } from './unknown-execution.js';
import { firstIdAt } from './worker/first-id-at.js';

const defaultLimit = 50;
const startRefusals = [
  'validation-failed',
  'blueprint-invalid',
  'inputs-invalid',
  'inputs-too-large',
  'secret-missing',
  'secret-key-missing',
  'idempotency-key-reused',
];
const moneyRefusals = ['budget-exceeded', 'estimator-unavailable', 'ledger-unavailable'];
const startedSchema = { $ref: '#/components/schemas/StartedExecution' };
const waitedSchema = {
  anyOf: ['Execution', 'StartedExecution', 'DryRun'].map((name) => ({ $ref: `#/components/schemas/${name}` })),
};
const locationHeader = { Location: { description: 'Where its snapshot is.', schema: { type: 'string' } } } as const;
const idPattern = /^ex_[0-9A-HJKMNP-TV-Z]{26}$/;

@ApiTags('executions')
@Controller('api/v1/executions')
export class ExecutionsController {
  constructor(
    @Inject(DryRun) private readonly dryRun: DryRun,
    @Inject(IdempotentStart) private readonly starter: IdempotentStart,
    @Inject(ExecutionEnd) private readonly ends: ExecutionEnd,
    @Inject(CancelDesk) private readonly canceller: CancelDesk,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
  ) {}

  @Needs('run')
  @Post()
  @HttpCode(202)
  @ApiOperation({ operationId: 'startExecution', summary: 'Start an execution' })
  @ApiBody({ type: StartExecutionDto, examples: startExamples })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`wait=N` answers with the snapshot when it ends within N seconds (at most 60).',
  })
  @ApiIdempotencyKey()
  @ApiResponse({
    status: 202,
    description: 'Accepted: it survives a crash of the server.',
    headers: { ...locationHeader, ...replayedHeader },
    content: { 'application/json': { schema: startedSchema, example: startedExample } },
  })
  @ApiResponse({
    status: 200,
    description: 'Waited for, or a dry run.',
    headers: replayedHeader,
    content: { 'application/json': { schema: waitedSchema, examples: waitedExamples } },
  })
  @ApiProblems(
    'idempotency-key-malformed',
    'not-found',
    ...startRefusals,
    'queue-full',
    ...moneyRefusals,
    'store-unavailable',
  )
  async start(
    @CallerOf() caller: Caller,
    @Body() request: StartExecutionDto,
    @Headers('idempotency-key') keyText: string | undefined,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const key = readIdempotencyKey(keyText);
    if (request.dry_run) {
      reply.status(200);
      return this.dryRun.judge(caller, request);
    }
    const { head, isReplayed } = await this.starter.start(caller, request, key);
    reply.header('Location', `/api/v1/executions/${head.execution_id}`);
    if (isReplayed) reply.header('Idempotency-Replayed', 'true');
    const waitMs = preferredWaitMs(prefer);
    if (waitMs === null) return startedAnswer(head);
    reply.header('Preference-Applied', `wait=${waitMs / 1_000}`);
    return this.waited(caller.tenant, head, waitMs, reply);
  }

  @Needs('read')
  @Get()
  @ApiOperation({ operationId: 'listExecutions', summary: 'List executions, newest first' })
  @ApiJson(200, 'A page of heads.', {
    schema: listSchema('ExecutionRow'),
    example: { data: [executionRowExample], next_cursor: null, has_more: false },
  })
  @ApiProblems('query-invalid')
  async list(@CallerOf() { tenant }: Caller, @Query() query: ListExecutionsDto): Promise<object> {
    const page = await this.executions.of(tenant).list(queryOf(query));
    return { ...page, data: page.data.map(headAnswer) };
  }

  @Needs('read')
  @Get(':id')
  @ApiOperation({ operationId: 'getExecution', summary: 'Get the snapshot of an execution' })
  @ApiParam({ name: 'id', example: executionIdExample })
  @ApiQuery({ name: 'include', required: false, enum: ['events'] })
  @ApiJson(200, 'The snapshot.', {
    schema: { $ref: '#/components/schemas/Execution' },
    example: executionExample,
    headers: { ETag: 'The sequence of the last event in it, for `If-None-Match`.' },
  })
  @ApiResponse({ status: 304, description: 'Nothing has happened since.' })
  @ApiProblems('not-found')
  async get(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Query('include') include: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | undefined> {
    const snapshot = await this.snapshotOf(tenant, id);
    const tag = `"${snapshot.sequence}"`;
    reply.header('ETag', tag);
    if (known === tag) return void reply.status(304);
    if (include !== 'events') return snapshotAnswer(snapshot);
    return { ...snapshotAnswer(snapshot), events: await this.allEvents(tenant, id) };
  }

  @Needs('run')
  @Post(':id/cancel')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'cancelExecution',
    summary: 'Cancel an execution',
    description: 'One that has ended stays as it is; asking again changes nothing.',
  })
  @ApiParam({ name: 'id', example: executionIdExample })
  @ApiJson(202, 'The head as it is now.', {
    schema: { $ref: '#/components/schemas/ExecutionRow' },
    example: cancelledExample,
  })
  @ApiProblems('not-found')
  async cancel(@CallerOf() caller: Caller, @Param('id') id: string): Promise<object> {
    return headAnswer(await this.canceller.cancel(caller, id));
  }

  /** The snapshot where it ended in time, else what there is to go on with. */
  private async waited(tenant: Tenant, head: ExecutionHead, waitMs: number, reply: FastifyReply): Promise<object> {
    const { execution_id: id } = head;
    if (!(await this.ends.waitFor(tenant, id, waitMs)))
      return startedAnswer((await this.executions.of(tenant).head(id)) ?? head);
    reply.status(200);
    return snapshotAnswer(await this.snapshotOf(tenant, id));
  }

  private async snapshotOf(tenant: Tenant, id: string) {
    const snapshot = await this.executions.of(tenant).snapshot(id);
    if (!snapshot) throw unknownExecution(id);
    return snapshot;
  }

  private async allEvents(tenant: Tenant, id: string): Promise<readonly ExecutionEvent[]> {
    const events: ExecutionEvent[] = [];
    for await (const event of this.executions.of(tenant).journal(id)) events.push(event);
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
