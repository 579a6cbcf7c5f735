/** REST of the catalog: what a blueprint may name. Read-only, always the same for the life of the process. */
import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { CompileEnvironment, ModelCatalog, Page, ToolCatalog, Toolkit } from '@ice/core';
import { Needs } from '../access/needs.decorator.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { ApiOperation, ApiParam, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { listSchema } from '../docs/list-schema.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { shown } from '../http/problem/problem.js';
import { catalogExamples } from './catalog-examples.js';
import { COMPILE_ENVIRONMENT, MODEL_CATALOG, TOOL_CATALOG, TOOLKITS } from './catalog.tokens.js';
import { completeList } from './complete-list.js';
import { listLimits, type Limit } from './limits.js';
import { listNodeKinds, type NodeKindDescription } from './node-kinds.js';
import { presentModel, presentTool, presentToolkit } from './present-catalog.js';

const { model, nodeKind, limit } = catalogExamples;
const tool = presentTool(catalogExamples.tool);
const toolkit = { ...catalogExamples.toolkit, effects: ['pure'], hosts: [] };

@ApiTags('catalog')
@Controller('api/v1/catalog')
export class CatalogController {
  constructor(
    @Inject(TOOL_CATALOG) private readonly tools: ToolCatalog,
    @Inject(TOOLKITS) private readonly toolkits: readonly Toolkit[],
    @Inject(MODEL_CATALOG) private readonly models: ModelCatalog,
    @Inject(COMPILE_ENVIRONMENT) private readonly environment: CompileEnvironment,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Needs('read')
  @Get('tools')
  @ApiOperation({ operationId: 'listTools', summary: 'List the tools with their schemas' })
  @ApiJson(200, 'In alphabetical order.', { schema: listSchema('Tool'), example: completeList([tool]) })
  listTools(): Page<object> {
    return completeList(this.tools.list().map(presentTool));
  }

  @Needs('read')
  @Get('tools/:name')
  @ApiOperation({ operationId: 'getTool', summary: 'Get a tool' })
  @ApiParam({ name: 'name', example: 'echo', schema: { type: 'string' } })
  @ApiJson(200, 'The tool.', { schema: { $ref: '#/components/schemas/Tool' }, example: tool })
  @ApiProblems('not-found')
  getTool(@Param('name') name: string): object {
    return presentTool(this.tools.find(name) ?? refuse('tool', name));
  }

  @Needs('read')
  @Get('toolkits')
  @ApiOperation({ operationId: 'listToolkits', summary: 'List the toolkits' })
  @ApiJson(200, 'The toolkits.', { schema: listSchema('Toolkit'), example: completeList([toolkit]) })
  listToolkits(): Page<object> {
    return completeList(this.toolkits.map(presentToolkit));
  }

  @Needs('read')
  @Get('toolkits/:name')
  @ApiOperation({ operationId: 'getToolkit', summary: 'Get a toolkit' })
  @ApiParam({ name: 'name', example: 'common', schema: { type: 'string' } })
  @ApiJson(200, 'The toolkit.', { schema: { $ref: '#/components/schemas/Toolkit' }, example: toolkit })
  @ApiProblems('not-found')
  getToolkit(@Param('name') name: string): object {
    return presentToolkit(this.toolkits.find((each) => each.name === name) ?? refuse('toolkit', name));
  }

  @Needs('read')
  @Get('models')
  @ApiOperation({ operationId: 'listModels', summary: 'List the allowed models with their prices' })
  @ApiJson(200, 'In alphabetical order.', { schema: listSchema('Model'), example: completeList([model]) })
  listModels(): Page<object> {
    return completeList(this.models.asOfNow().list().map(presentModel));
  }

  @Needs('read')
  @Get('models/:name')
  @ApiOperation({ operationId: 'getModel', summary: 'Get an allowed model' })
  @ApiParam({
    name: 'name',
    example: 'openai%2Fgpt-4o-mini',
    description: 'A bare name, or provider%2Fname.',
    schema: { type: 'string' },
  })
  @ApiJson(200, 'The model.', { schema: { $ref: '#/components/schemas/Model' }, example: model })
  @ApiProblems('not-found')
  getModel(@Param('name') name: string): object {
    const decision = this.models.asOfNow().decide(name);
    if (decision.allowed) return presentModel(decision.model);
    const hint = decision.nearest === undefined ? {} : { hint: `Did you mean ${decision.nearest}?` };
    throw new ProblemException('not-found', decision.reason, hint);
  }

  @Needs('read')
  @Get('node-kinds')
  @ApiOperation({ operationId: 'listNodeKinds', summary: 'List the node kinds with their schemas' })
  @ApiJson(200, 'The kinds.', { schema: listSchema('NodeKind'), example: completeList([nodeKind]) })
  listNodeKinds(): Page<NodeKindDescription> {
    return completeList(listNodeKinds());
  }

  @Needs('read')
  @Get('node-kinds/:name')
  @ApiOperation({ operationId: 'getNodeKind', summary: 'Get a node kind' })
  @ApiParam({ name: 'name', example: 'fail', schema: { type: 'string' } })
  @ApiJson(200, 'The kind.', { schema: { $ref: '#/components/schemas/NodeKind' }, example: nodeKind })
  @ApiProblems('not-found')
  getNodeKind(@Param('name') name: string): NodeKindDescription {
    return listNodeKinds().find((each) => each.name === name) ?? refuse('node kind', name);
  }

  @Needs('read')
  @Get('limits')
  @ApiOperation({ operationId: 'listLimits', summary: 'List every limit with the code that tells of it' })
  @ApiJson(200, 'The limits.', { schema: listSchema('Limit'), example: completeList([limit]) })
  listLimits(): Page<Limit> {
    return completeList(listLimits({ ...this.config, compile: this.environment.limits }));
  }
}

function refuse(what: string, name: string): never {
  throw new ProblemException('not-found', `There is no ${what} "${shown(name)}".`);
}
