/** REST of blueprints. The document travels bare, its facts in headers, so that GET → edit → PUT just works. */
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import { BlueprintRepository, type Blueprint, type JsonObject, type Page, type StoredBlueprint } from '@ice/core';
import type { FastifyReply } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { listSchema } from '../docs/list-schema.js';
import { CostDesk } from '../governance/cost-desk.js';
import { JsonDocument } from '../http/body/json-document.decorator.js';
import { isKnownTo } from '../http/lock/etag.js';
import { readLockClaim } from '../http/lock/lock-claim.js';
import { readCursor } from '../http/validation/read-cursor.js';
import { ApiBlueprintId, ApiDocument, ApiFacts, ApiLock, factHeaderTexts } from './api-blueprints.decorator.js';
import { blueprintExample, patchExample, rowExample } from './blueprint-examples.js';
import { blueprintIdPattern } from './blueprint-id.js';
import { BlueprintCompiler } from './compile/blueprint-compiler.js';
import { judgeDocument, type Judgement } from './compile/judge-document.js';
import { judgementExample } from './compile/judgement-example.js';
import { BlueprintEditor } from './edit/blueprint-editor.js';
import { CloneBlueprintDto } from './edit/clone-blueprint.dto.js';
import { cloneDocument } from './edit/clone-document.js';
import { mergePatch } from './edit/merge-patch.js';
import { ListBlueprintsDto } from './list-blueprints.dto.js';
import { factHeaders, factsOf, rowOf, type BlueprintFacts } from './present/blueprint-presenter.js';

const defaultLimit = 50;
const cloneExample = { name: 'greeting for the shop' };

@ApiTags('blueprints')
@Controller('api/v1/blueprints')
export class BlueprintsController {
  constructor(
    @Inject(BlueprintEditor) private readonly editor: BlueprintEditor,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(CostDesk) private readonly costs: CostDesk,
  ) {}

  @Needs('author')
  @Post()
  @ApiOperation({ operationId: 'createBlueprint', summary: 'Compile a blueprint and store it' })
  @ApiHeader({ name: 'X-Version-Lock', required: false, schema: { type: 'string', enum: ['__new__'] } })
  @ApiDocument('Blueprint', blueprintExample)
  @ApiFacts(201, 'It is sound and stored.', { Location: 'Where it is.' })
  @ApiProblems('malformed-json', 'lock-malformed', 'lock-conflict', 'unsupported-media-type', 'blueprint-invalid')
  async create(
    @CallerOf() caller: Caller,
    @JsonDocument() document: JsonObject,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BlueprintFacts> {
    return created(await this.editor.create(caller, document, readLockClaim(headers)), reply);
  }

  @Needs('read')
  @Get()
  @ApiOperation({ operationId: 'listBlueprints', summary: 'List blueprints, oldest first' })
  @ApiJson(200, 'A page.', {
    schema: listSchema('BlueprintRow'),
    example: { data: [rowExample], next_cursor: null, has_more: false },
  })
  @ApiProblems('query-invalid')
  async list(@CallerOf() { tenant }: Caller, @Query() query: ListBlueprintsDto): Promise<Page<object>> {
    const after = readCursor(query.cursor, blueprintIdPattern);
    const page = await this.blueprints.list({
      tenant,
      limit: query.limit ?? defaultLimit,
      ...(query.name !== undefined && { name: query.name }),
      ...(query.tag !== undefined && { tag: query.tag }),
      ...(after !== undefined && { after }),
    });
    return { ...page, data: page.data.map(rowOf) };
  }

  @Needs('read')
  @Get(':id')
  @ApiOperation({ operationId: 'getBlueprint', summary: 'Get the document of a blueprint' })
  @ApiBlueprintId()
  @ApiHeader({ name: 'If-None-Match', required: false, schema: { type: 'string' } })
  @ApiJson(200, 'The document, just as it was stored.', {
    schema: { $ref: '#/components/schemas/Blueprint' },
    example: blueprintExample,
    headers: factHeaderTexts,
  })
  @ApiResponse({ status: 304, description: 'You have this version already.' })
  @ApiProblems('not-found')
  async get(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Blueprint | undefined> {
    const stored = await this.editor.get(tenant, id);
    reply.headers(factHeaders(stored));
    if (!isKnownTo(known, stored.lock)) return stored.blueprint;
    return void reply.status(304);
  }

  @Needs('author')
  @Put(':id')
  @ApiOperation({ operationId: 'replaceBlueprint', summary: 'Replace the document of a blueprint' })
  @ApiBlueprintId()
  @ApiLock()
  @ApiDocument('Blueprint', blueprintExample)
  @ApiFacts(200, 'It is sound and stored.')
  @ApiProblems('lock-malformed', 'not-found', 'lock-conflict', 'blueprint-invalid', 'lock-required')
  async replace(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @JsonDocument() document: JsonObject,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BlueprintFacts> {
    return written(await this.editor.change(caller, id, readLockClaim(headers), () => document), reply);
  }

  @Needs('author')
  @Patch(':id')
  @ApiOperation({ operationId: 'patchBlueprint', summary: 'Merge fields and nodes into a blueprint' })
  @ApiBlueprintId()
  @ApiLock()
  @ApiDocument('BlueprintPatch', patchExample)
  @ApiFacts(200, 'What came out is sound and stored.')
  @ApiProblems('lock-malformed', 'not-found', 'lock-conflict', 'blueprint-invalid', 'lock-required')
  async patch(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @JsonDocument() patch: JsonObject,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BlueprintFacts> {
    const edit = (current: JsonObject): JsonObject => mergePatch(current, patch);
    return written(await this.editor.change(caller, id, readLockClaim(headers), edit), reply);
  }

  @Needs('author')
  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteBlueprint', summary: 'Delete a blueprint; its revisions stay' })
  @ApiBlueprintId()
  @ApiLock()
  @ApiResponse({ status: 204, description: 'It is gone.' })
  @ApiProblems('lock-malformed', 'not-found', 'lock-conflict', 'lock-required')
  async remove(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Headers() headers: IncomingHttpHeaders,
  ): Promise<void> {
    await this.editor.remove(caller, id, readLockClaim(headers));
  }

  @Needs('author')
  @Post(':id/clone')
  @ApiOperation({
    operationId: 'cloneBlueprint',
    summary: 'Store a copy of a blueprint under an id of its own',
    description: 'The copy begins a history of its own. It must compile, also where the original is older than a rule.',
  })
  @ApiBlueprintId()
  @ApiBody({ type: CloneBlueprintDto, required: false, examples: { example: { value: cloneExample } } })
  @ApiFacts(201, 'The copy is stored.', { Location: 'Where it is.' })
  @ApiProblems('lock-malformed', 'not-found', 'lock-conflict', 'blueprint-invalid')
  async clone(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body() { name }: CloneBlueprintDto,
    @Headers() headers: IncomingHttpHeaders,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BlueprintFacts> {
    const { blueprint } = await this.editor.get(caller.tenant, id);
    const copy = cloneDocument(blueprint, name);
    return created(await this.editor.create(caller, copy, readLockClaim(headers)), reply);
  }

  @Needs('read')
  @Post('validate')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'validateBlueprint',
    summary: 'Compile a blueprint and store nothing',
    description: 'Findings and graph come for documents that are unsound or half-finished, too.',
  })
  @ApiDocument('Blueprint', blueprintExample)
  @ApiJson(200, 'Everything that the compiler has to say; `ok` tells whether it would be stored.', {
    schema: { $ref: '#/components/schemas/BlueprintJudgement' },
    example: judgementExample,
  })
  @ApiProblems('malformed-json', 'unsupported-media-type')
  async validate(@CallerOf() { tenant }: Caller, @JsonDocument() document: JsonObject): Promise<Judgement> {
    const { environment, others } = await this.compiler.prepare(tenant, document);
    return judgeDocument(document, { environment, others, costs: this.costs });
  }
}

function created(stored: StoredBlueprint, reply: FastifyReply): BlueprintFacts {
  reply.header('location', `/api/v1/blueprints/${stored.id}`);
  return written(stored, reply);
}

function written(stored: StoredBlueprint, reply: FastifyReply): BlueprintFacts {
  reply.headers(factHeaders(stored));
  return factsOf(stored);
}
