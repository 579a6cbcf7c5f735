/** The query of `GET /executions/{id}/compare/{other}`. */
import { IsIn, IsOptional } from 'class-validator';
import { ApiProperty } from '../../docs/api-decorators.js';

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
