/** The query of `GET /executions`. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import { executionTransitions, type ExecutionStatus } from '@ice/core';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

const statuses = Object.keys(executionTransitions) as ExecutionStatus[];

/** Filters and paging; all of them optional. */
export class ListExecutionsDto {
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

  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;

  @ApiPropertyOptional({ description: 'The `next_cursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}
