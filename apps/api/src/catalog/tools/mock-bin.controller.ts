/** Shows what the executions of an organisation posted to the mock bin of this process. Test mode only; there is nothing here otherwise. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { cursorAfter, type Page } from '@ice/core';
import type { MockBinEntry, MockBinStore, MockBinSummary } from '@ice/tools';
import { CallerOf, type Caller } from '../../access/caller.js';
import { Needs } from '../../access/needs.decorator.js';
import { ApiOperation, ApiParam, ApiTags } from '../../docs/api-decorators.js';
import { ApiJson } from '../../docs/api-json.decorator.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { listSchema } from '../../docs/list-schema.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { shown } from '../../http/problem/problem.js';
import { PageQueryDto } from '../../http/validation/page-query.dto.js';
import { readCursor } from '../../http/validation/read-cursor.js';
import { completeList } from '../complete-list.js';
import { OwnMockBin } from './own-mock-bin.js';

const defaultLimit = 50;

const entryExample = {
  bin: 'items',
  index: 0,
  listing_id: 'LOC-tile-3f1c9a',
  received_at: '2026-11-25T15:00:00.000Z',
  idempotency_key: null,
  payload: { title: 'Tile', price: 375 },
};

@ApiTags('mock-bin')
@Controller('mock-bin')
export class MockBinController {
  constructor(@Inject(OwnMockBin) private readonly bin: OwnMockBin) {}

  @Needs('read')
  @Get()
  @ApiOperation({ operationId: 'listMockBins', summary: 'List the bins that were posted to' })
  @ApiJson(200, 'The bins by name.', {
    schema: listSchema('MockBin'),
    example: completeList([{ bin: 'items', entries: 9 }]),
  })
  @ApiProblems('not-found')
  listBins(@CallerOf() caller: Caller): Page<MockBinSummary> {
    return completeList(this.storeOf(caller).bins());
  }

  @Needs('read')
  @Get(':bin')
  @ApiOperation({ operationId: 'listMockBinEntries', summary: 'List what was posted to a bin' })
  @ApiParam({ name: 'bin', example: 'items', schema: { type: 'string' } })
  @ApiJson(200, 'Oldest first.', { schema: listSchema('MockBinEntry'), example: completeList([entryExample]) })
  @ApiProblems('query-invalid', 'not-found')
  listEntries(@CallerOf() caller: Caller, @Param('bin') bin: string, @Query() query: PageQueryDto): Page<MockBinEntry> {
    const entries = this.storeOf(caller).entries(bin);
    if (entries.length === 0) throw new ProblemException('not-found', `Nothing was posted to "${shown(bin)}".`);
    const after = Number(readCursor(query.cursor, /^\d{1,15}$/) ?? -1);
    const rest = entries.filter(({ index }) => index > after);
    const data = rest.slice(0, query.limit ?? defaultLimit);
    const hasMore = data.length < rest.length;
    const next = hasMore ? cursorAfter(String(data.at(-1)?.index)) : null;
    return { data, next_cursor: next, has_more: hasMore };
  }

  private storeOf({ tenant }: Caller): MockBinStore {
    const store = this.bin.storeOf(tenant);
    if (store) return store;
    throw new ProblemException('not-found', 'There is a mock bin in test mode only (ICE_TEST_MODE=1).');
  }
}
