/** What every list takes. */
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ApiProperty } from '../../docs/api-decorators.js';
import { WholeNumber } from './whole-number.decorator.js';

/** Paging; all of it optional. */
export class PageQueryDto {
  @WholeNumber({ minimum: 1, maximum: 1_000, default: 50, description: 'Items on the page.' })
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'The `next_cursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly cursor?: string;
}
