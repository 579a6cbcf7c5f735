/** REST of the audit: to be read by those who govern, and written by nobody. */
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { AuditRepository, type AuditQuery, type AuditRecord, type Page } from '@ice/core';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { ApiOperation, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { listSchema } from '../docs/list-schema.js';
import { readCursor } from '../http/validation/read-cursor.js';
import { ListAuditDto } from './list-audit.dto.js';

const defaultLimit = 50;
const idPattern = /^au_[0-9A-HJKMNP-TV-Z]{26}$/;
const example: AuditRecord = {
  id: 'au_01JD2X8Q4N00000K3R5M7P0W1B',
  at: '2026-11-26T09:30:00.000Z',
  tenant: '00000',
  key_id: 'key_01JD2X8Q4N00000K3R5M7P0W1C',
  action: 'blueprint.finalized',
  target: 'bp_01JD2X8Q4N00000K3R5M7P0W1D',
  detail: { partial_id: 'pbp_01JD2X8Q4N00000K3R5M7P0W1E' },
};

@ApiTags('operations')
@Controller('api/v1/audit')
export class AuditController {
  constructor(@Inject(AuditRepository) private readonly records: AuditRepository) {}

  @Needs('admin')
  @Get()
  @ApiOperation({
    operationId: 'listAuditRecords',
    summary: 'List who did what, newest first',
    description: 'Of your organisation. Inputs, answers and secrets are in none of them.',
  })
  @ApiJson(200, 'A page.', {
    schema: listSchema('AuditRecord'),
    example: { data: [example], next_cursor: null, has_more: false },
  })
  @ApiProblems('query-invalid')
  async list(@CallerOf() { tenant }: Caller, @Query() query: ListAuditDto): Promise<Page<AuditRecord>> {
    return this.records.list(tenant, queryOf(query));
  }
}

function queryOf({ action, target, key_id, limit = defaultLimit, cursor }: ListAuditDto): AuditQuery {
  const after = readCursor(cursor, idPattern);
  return {
    limit,
    ...(action !== undefined && { action }),
    ...(target !== undefined && { target }),
    ...(key_id !== undefined && { keyId: key_id }),
    ...(after !== undefined && { after }),
  };
}
