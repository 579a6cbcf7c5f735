/** REST of API keys. The text of a key is in the answer that makes it, and never again. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { Page } from '@ice/core';
import type { FastifyReply } from 'fastify';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '../../docs/api-decorators.js';
import { ApiJson } from '../../docs/api-json.decorator.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { listSchema } from '../../docs/list-schema.js';
import { PageQueryDto } from '../../http/validation/page-query.dto.js';
import { readCursor } from '../../http/validation/read-cursor.js';
import { CallerOf, type Caller } from '../caller.js';
import { Needs } from '../needs.decorator.js';
import { ChangeKeyDto, CreateKeyDto } from './create-key.dto.js';
import { KeyDesk, type KeyRow } from './key-desk.js';
import { changeKeyExamples, createdKeyExample, keyExample, newKeyExample } from './key-examples.js';

const defaultLimit = 50;
const keyIdPattern = /^key_[0-9A-HJKMNP-TV-Z]{26}$/;
const schema = { $ref: '#/components/schemas/ApiKey' };

@ApiTags('access')
@Controller('api/v1/keys')
export class KeysController {
  constructor(@Inject(KeyDesk) private readonly desk: KeyDesk) {}

  @Needs('admin')
  @Post()
  @ApiOperation({
    operationId: 'createKey',
    summary: 'Make an API key; its text is shown this once',
    description: 'On a server that needs no key so far, the first key ends that: from then on every request needs one.',
  })
  @ApiBody({ type: CreateKeyDto, examples: { key: { value: newKeyExample } } })
  @ApiJson(201, 'The key. Keep its text: it cannot be shown again.', {
    schema: { $ref: '#/components/schemas/CreatedApiKey' },
    example: createdKeyExample,
    headers: { Location: 'Where it is, without its text.' },
  })
  @ApiProblems('validation-failed')
  async create(
    @CallerOf() caller: Caller,
    @Body() body: CreateKeyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const created = await this.desk.create(caller, body);
    reply.headers({ location: `/api/v1/keys/${created.id}`, 'cache-control': 'no-store' });
    return created;
  }

  @Needs('admin')
  @Get()
  @ApiOperation({ operationId: 'listKeys', summary: 'List API keys, oldest first, revoked ones too' })
  @ApiJson(200, 'A page, without texts.', {
    schema: listSchema('ApiKey'),
    example: { data: [keyExample], next_cursor: null, has_more: false },
  })
  @ApiProblems('query-invalid')
  async list(@CallerOf() caller: Caller, @Query() query: PageQueryDto): Promise<Page<KeyRow>> {
    const after = readCursor(query.cursor, keyIdPattern);
    return this.desk.list(caller, { limit: query.limit ?? defaultLimit, ...(after !== undefined && { after }) });
  }

  @Needs('admin')
  @Get(':id')
  @ApiOperation({ operationId: 'getKey', summary: 'Look at an API key' })
  @ApiParam({ name: 'id', example: keyExample.id, schema: { type: 'string' } })
  @ApiJson(200, 'The key, without its text.', { schema, example: keyExample })
  @ApiProblems('not-found')
  async get(@CallerOf() caller: Caller, @Param('id') id: string): Promise<KeyRow> {
    return this.desk.get(caller, id);
  }

  @Needs('admin')
  @Patch(':id')
  @ApiOperation({ operationId: 'updateKey', summary: 'Say what an API key may spend' })
  @ApiParam({ name: 'id', example: keyExample.id, schema: { type: 'string' } })
  @ApiBody({ type: ChangeKeyDto, examples: changeKeyExamples })
  @ApiJson(200, 'The key as it is now.', { schema, example: { ...keyExample, budget_usd: '25' } })
  @ApiProblems('not-found', 'validation-failed')
  async change(@CallerOf() caller: Caller, @Param('id') id: string, @Body() body: ChangeKeyDto): Promise<KeyRow> {
    return this.desk.setBudget(caller, id, body.budget_usd);
  }

  @Needs('admin')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteKey',
    summary: 'Revoke an API key',
    description: 'At once in this process, within 5 s in others. Open sockets and event streams of it are closed.',
  })
  @ApiParam({ name: 'id', example: keyExample.id, schema: { type: 'string' } })
  @ApiResponse({ status: 204, description: 'It is revoked. Its record stays.' })
  @ApiProblems('not-found')
  async revoke(@CallerOf() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.desk.revoke(caller, id);
  }
}
