/** The query of `GET /executions/{id}/events`. */
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** Where to begin, and how much; all of it optional. */
export class EventQueryDto {
  @ApiProperty({ required: false, minimum: 0, default: 0, description: 'The sequence of the last event already seen.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly after?: number;

  @ApiProperty({ required: false, minimum: 1, maximum: 1_000, default: 200, description: 'Events on the page.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly limit?: number;
}
