/** REST of the organisation's budget. */
import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { ApiBody, ApiOperation, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { BudgetDesk } from './budget-desk.js';
import { budgetExample, setBudgetExamples } from './governance-examples.js';
import type { BudgetAnswer } from './present-budget.js';
import { SetBudgetDto } from './set-budget.dto.js';

const budgetSchema = { $ref: '#/components/schemas/Budget' };

@ApiTags('governance')
@Controller('api/v1/governance/budget')
export class BudgetController {
  constructor(@Inject(BudgetDesk) private readonly desk: BudgetDesk) {}

  @Needs('read')
  @Get()
  @ApiOperation({
    operationId: 'getBudget',
    summary: "Get the organisation's budget, and what was spent of it",
    description:
      'With the 100 keys and the 100 blueprints that have most of it in this window, and the days of this month. `limit_usd` is null where there is no limit.',
  })
  @ApiJson(200, 'The budget of the current window.', { schema: budgetSchema, example: budgetExample })
  @ApiProblems('ledger-unavailable')
  get(@CallerOf() caller: Caller): Promise<BudgetAnswer> {
    return this.desk.show(caller.tenant);
  }

  @Needs('admin')
  @Put()
  @ApiOperation({
    operationId: 'replaceBudget',
    summary: "Set the organisation's budget",
    description:
      'It counts from the next admission on, also for executions that run, survives restarts, and wins over ORG_BUDGET_USD.',
  })
  @ApiBody({ type: SetBudgetDto, examples: setBudgetExamples })
  @ApiJson(200, 'The budget as it is now.', { schema: budgetSchema, example: budgetExample })
  @ApiProblems('validation-failed', 'ledger-unavailable')
  set(@CallerOf() caller: Caller, @Body() { limit_usd }: SetBudgetDto): Promise<BudgetAnswer> {
    return this.desk.set(caller, limit_usd);
  }
}
