/** The door: every request passes the guard and the validation, every refusal leaves as a problem. */
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { IdentityGuard } from '../access/identity.guard.js';
import { ScopeGuard } from '../access/scope.guard.js';
import { RateLimitGuard } from '../rate-limit/rate-limit.guard.js';
import { DoorGuard } from './door/door.guard.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { ProblemsController } from './problem/problems.controller.js';
import { QueryGuard } from './validation/query.guard.js';
import { RequestValidationPipe } from './validation/request-validation.pipe.js';

@Module({
  controllers: [ProblemsController],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    // They run in this order: where it comes from, who it is, how often he comes, what he may do, whether the question makes sense.
    { provide: APP_GUARD, useClass: DoorGuard },
    { provide: APP_GUARD, useClass: IdentityGuard },
    { provide: APP_GUARD, useClass: RateLimitGuard },
    { provide: APP_GUARD, useClass: ScopeGuard },
    { provide: APP_GUARD, useClass: QueryGuard },
    { provide: APP_PIPE, useClass: RequestValidationPipe },
  ],
})
export class HttpModule {}
