/** The query of `GET /audit`. */
import { auditActions, type AuditAction } from '@ice/core';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ApiPropertyOptional } from '../docs/api-decorators.js';
import { PageQueryDto } from '../http/validation/page-query.dto.js';

/** Filters and paging; all of them optional. */
export class ListAuditDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: [...auditActions] })
  @IsOptional()
  @IsIn(auditActions)
  action?: AuditAction;

  @ApiPropertyOptional({ description: 'An id, or the name of what has none.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  target?: string;

  @ApiPropertyOptional({ description: 'The key with which it was done.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  key_id?: string;
}
