/** The query of `GET /blueprints`. */
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { ApiProperty } from '../docs/api-decorators.js';
import { PageQueryDto } from '../http/validation/page-query.dto.js';

/** Filters and paging; all of them optional. */
export class ListBlueprintsDto extends PageQueryDto {
  @ApiProperty({ required: false, description: 'Blueprints of exactly this name.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  readonly name?: string;

  @ApiProperty({ required: false, description: 'Blueprints with this tag.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  readonly tag?: string;
}
