/** The body of `POST /executions/{id}/rerun`. */
import { IsIn, IsObject, IsString, MaxLength, MinLength } from 'class-validator';
import { ApiPropertyOptional } from '../../docs/api-decorators.js';
import { MayBeAbsent } from '../../http/validation/may-be-absent.decorator.js';

/** All optional: `{}` runs again what had not completed, and all that depends on it. */
export class RerunDto {
  @ApiPropertyOptional({
    example: 'listings[3].copy',
    description: 'Path of a node run: it and all that depends on it run again. Default: what had not completed.',
  })
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(1_000)
  from_node?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Inputs with another value than before. What reads them runs again.',
  })
  @MayBeAbsent()
  @IsObject()
  input_overrides?: Record<string, unknown>;

  @ApiPropertyOptional({
    enum: ['upstream', 'none'],
    default: 'upstream',
    description: '`none` runs everything again, which is also what `{}` does with an execution that completed.',
  })
  @MayBeAbsent()
  @IsIn(['upstream', 'none'])
  reuse?: 'upstream' | 'none';

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description:
      'Outputs by path of node runs whose outcome is known to you, such as those that ended as `outcome-unknown`: they do not run again.',
    example: { charge: { receipt: 'R-1017' } },
  })
  @MayBeAbsent()
  @IsObject()
  outputs?: Record<string, unknown>;
}
