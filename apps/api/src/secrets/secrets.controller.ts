/** REST of secrets. A value comes in by `PUT` and is in no answer. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import type { Page } from '@ice/core';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { AuditLog } from '../audit/audit-log.js';
import { completeList } from '../catalog/complete-list.js';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { listSchema } from '../docs/list-schema.js';
import { PutSecretDto } from './put-secret.dto.js';
import { SecretDesk, type SecretRow } from './secret-desk.js';
import { newSecretExample, secretExample } from './secret-examples.js';

@ApiTags('secrets')
@Controller('api/v1/secrets')
export class SecretsController {
  constructor(
    @Inject(SecretDesk) private readonly desk: SecretDesk,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  @Needs('admin')
  @Get()
  @ApiOperation({
    operationId: 'listSecrets',
    summary: 'List the names of secrets',
    description: 'Those that blueprints of the organisation can read as {{ secrets.NAME }}. Values are never shown.',
  })
  @ApiJson(200, 'All names, in alphabetical order.', {
    schema: listSchema('Secret'),
    example: { data: [secretExample], next_cursor: null, has_more: false },
  })
  async list(@CallerOf() { tenant }: Caller): Promise<Page<SecretRow>> {
    return completeList(await this.desk.list(tenant));
  }

  @Needs('admin')
  @Put(':name')
  @ApiOperation({
    operationId: 'replaceSecret',
    summary: 'Set a secret',
    description:
      'In the place of an earlier value. Calls that begin from now on use it, also those of executions under way.',
  })
  @ApiParam({
    name: 'name',
    example: secretExample.name,
    schema: { type: 'string', pattern: '^[A-Z][A-Z0-9_]{0,63}$' },
  })
  @ApiBody({ type: PutSecretDto, examples: { secret: { value: newSecretExample } } })
  @ApiJson(200, 'It is set.', { schema: { $ref: '#/components/schemas/Secret' }, example: secretExample })
  @ApiProblems('validation-failed', 'secret-key-missing', 'too-many-secrets')
  async put(
    @CallerOf() caller: Caller,
    @Param('name') name: string,
    @Body() { value }: PutSecretDto,
  ): Promise<SecretRow> {
    const row = await this.desk.put(caller.tenant, name, value);
    await this.audit.record(caller, 'secret.set', name);
    return row;
  }

  @Needs('admin')
  @Delete(':name')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteSecret', summary: 'Remove a secret' })
  @ApiParam({ name: 'name', example: secretExample.name, schema: { type: 'string' } })
  @ApiResponse({ status: 204, description: 'It is gone. Calls that read it fail from now on.' })
  @ApiProblems('not-found')
  async remove(@CallerOf() caller: Caller, @Param('name') name: string): Promise<void> {
    await this.desk.remove(caller.tenant, name);
    await this.audit.record(caller, 'secret.removed', name);
  }
}
