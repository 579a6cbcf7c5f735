/** The body of `PUT /governance/budget`. */
import { IsNumber, Max, Min, ValidateIf } from 'class-validator';
import { ApiProperty } from '../docs/api-decorators.js';

/** What the organisation may spend from now on. */
export class SetBudgetDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1_000_000,
    example: 25,
    description: 'USD in one window; null: no limit; 0: nothing that costs money starts.',
  })
  @ValidateIf((_body, value) => value !== null)
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @Min(0)
  @Max(1_000_000)
  limit_usd!: number | null;
}
