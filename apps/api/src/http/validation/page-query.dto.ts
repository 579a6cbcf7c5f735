/** What every list takes. */
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Paging; all of it optional. */
export class PageQueryDto {
  @ApiProperty({ required: false, minimum: 1, maximum: 1_000, default: 50, description: 'Items on the page.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'The `next_cursor` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly cursor?: string;
}
