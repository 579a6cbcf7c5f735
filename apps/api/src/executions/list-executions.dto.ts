/** The query of `GET /executions`. */
import { executionTransitions, type ExecutionStatus } from '@ice/core';
import { IsIn, IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator';
import { ApiPropertyOptional } from '../docs/api-decorators.js';
import { PageQueryDto } from '../http/validation/page-query.dto.js';

const statuses = Object.keys(executionTransitions) as ExecutionStatus[];

/** Filters and paging; all of them optional. */
export class ListExecutionsDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: ExecutionStatus;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(64)
  blueprint_id?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(64)
  tag?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Created at this time or later.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  started_after?: string;
}
