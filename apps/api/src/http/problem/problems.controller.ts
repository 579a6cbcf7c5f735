/** Serves the meaning of every code, offline, at the address that `type` of a problem names. */
import { Controller, Get, Param } from '@nestjs/common';
import { Public } from '../../access/needs.decorator.js';
import { ApiOperation, ApiParam, ApiTags } from '../../docs/api-decorators.js';
import { ApiJson } from '../../docs/api-json.decorator.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { findProblem, listProblems, type CatalogedProblem } from './problem-catalog.js';
import { ProblemException } from './problem-exception.js';
import { shown } from './problem.js';

const schema = { $ref: '#/components/schemas/CatalogedProblem' };

@ApiTags('problems')
@Controller('problems')
export class ProblemsController {
  @Public()
  @Get()
  @ApiOperation({ operationId: 'listProblems', summary: 'List every code that iceOS raises' })
  @ApiJson(200, 'All codes in alphabetical order.', {
    schema: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: schema } } },
    example: { data: [findProblem('lock-required')] },
  })
  list(): { readonly data: readonly CatalogedProblem[] } {
    return { data: listProblems() };
  }

  @Public()
  @Get(':code')
  @ApiOperation({ operationId: 'getProblem', summary: 'Explain a code' })
  @ApiParam({ name: 'code', example: 'lock-required', schema: { type: 'string' } })
  @ApiJson(200, 'What the code means.', { schema, example: findProblem('lock-required') })
  @ApiProblems('not-found')
  get(@Param('code') code: string): CatalogedProblem {
    const found = findProblem(code);
    if (!found) throw new ProblemException('not-found', `There is no code "${shown(code)}".`);
    return found;
  }
}
