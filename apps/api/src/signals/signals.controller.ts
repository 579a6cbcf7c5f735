/** REST of signals: what an execution waits for, and the answers. */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { OpenSignal, Page, SignalAnswer } from '@ice/core';
import type { FastifyReply } from 'fastify';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { completeList } from '../catalog/complete-list.js';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { listSchema } from '../docs/list-schema.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { readFailure } from './read-failure.js';
import { EarlyAnswerDto, SignalAnswerDto } from './signal-answer.dto.js';
import { SignalDesk, type Answered } from './signal-desk.js';
import { answeredExample, answerExamples, earlyAnswerExamples, signalExample } from './signal-examples.js';

const answeredSchema = { $ref: '#/components/schemas/Answered' };

@ApiTags('signals')
@Controller('api/v1/executions/:id/signals')
export class SignalsController {
  constructor(@Inject(SignalDesk) private readonly desk: SignalDesk) {}

  @Needs('read')
  @Get()
  @ApiOperation({ operationId: 'listSignals', summary: 'List what an execution waits for' })
  @ApiParam({ name: 'id', example: answeredExample.execution_id })
  @ApiJson(200, 'Open signals, oldest first. Empty while nothing waits.', {
    schema: listSchema('OpenSignal'),
    example: { data: [signalExample], next_cursor: null, has_more: false },
  })
  @ApiProblems('not-found')
  async list(@CallerOf() { tenant }: Caller, @Param('id') id: string): Promise<Page<OpenSignal>> {
    return completeList(await this.desk.open(tenant, id));
  }

  @Needs('run')
  @Post(':signal_id')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'answerSignal',
    summary: 'Answer a signal',
    description:
      'Once: the first answer counts, a second one is 409. 202 when another process runs the execution, which finds the answer within seconds. A timer takes null, which ends it early.',
  })
  @ApiParam({ name: 'id', example: answeredExample.execution_id })
  @ApiParam({ name: 'signal_id', example: signalExample.signal_id })
  @ApiBody({ type: SignalAnswerDto, examples: answerExamples })
  @ApiJson(200, 'The journal has the answer.', { schema: answeredSchema, example: answeredExample })
  @ApiJson(202, 'The answer is kept for the process that runs the execution.', {
    schema: answeredSchema,
    example: { ...answeredExample, status: 'accepted' },
  })
  @ApiProblems('not-found', 'signal-closed', 'answer-invalid', 'validation-failed')
  async answer(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Param('signal_id') signalId: string,
    @Body() body: SignalAnswerDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answered> {
    return told(await this.desk.answer(caller, id, signalId, answerOf(body)), reply);
  }

  @Needs('run')
  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'answerSignalEarly',
    summary: 'Answer a signal by its name or path, opened or not',
    description:
      'Goes to the oldest open signal of that name or at that path; where none is open, the answer is kept for the next one (202). One is kept for a place, a second one is 409.',
  })
  @ApiParam({ name: 'id', example: answeredExample.execution_id })
  @ApiBody({ type: EarlyAnswerDto, examples: earlyAnswerExamples })
  @ApiJson(200, 'The journal has the answer.', {
    schema: answeredSchema,
    example: { execution_id: answeredExample.execution_id, status: 'applied' },
  })
  @ApiJson(202, 'The answer is kept.', {
    schema: answeredSchema,
    example: { execution_id: answeredExample.execution_id, status: 'kept' },
  })
  @ApiProblems('not-found', 'signal-closed', 'answer-invalid', 'validation-failed')
  async answerEarly(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body() body: EarlyAnswerDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answered> {
    return told(await this.desk.answerEarly(caller, id, addressOf(body), answerOf(body)), reply);
  }
}

/** 202 for what is not in the journal yet. */
function told(answered: Answered, reply: FastifyReply): Answered {
  if (answered.status !== 'applied') reply.status(202);
  return answered;
}

function answerOf({ value, failure }: SignalAnswerDto): SignalAnswer {
  if ((value === undefined) === (failure === undefined)) throw wrong('Give exactly one of value and failure.');
  if (failure !== undefined) return { failure: readFailure(failure) };
  return { value } as SignalAnswer;
}

function addressOf({ name, path }: EarlyAnswerDto) {
  if (name !== undefined && path === undefined) return { name };
  if (path !== undefined && name === undefined) return { path };
  throw wrong('Give exactly one of name and path.');
}

function wrong(detail: string): ProblemException {
  return new ProblemException('validation-failed', detail, {
    errors: [{ pointer: '', code: 'validation-failed', detail }],
  });
}
