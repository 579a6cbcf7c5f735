/** The query of `GET /executions/{id}/compare/{other}`. */
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** What to list beside the differences. */
export class CompareQueryDto {
  @ApiProperty({
    required: false,
    enum: ['equal'],
    description: '`equal` lists node runs that do not differ as well. Default: they are counted.',
  })
  @IsOptional()
  @IsIn(['equal'])
  readonly include?: 'equal';
}
