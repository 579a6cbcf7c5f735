/** The answer to a signal: a value, or a failure. */
import { nodeIdPattern } from '@ice/core';
import { Allow, IsObject, IsOptional, Matches, MaxLength } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../docs/api-decorators.js';

/** The failure that a node run ends with. Judged by `readFailure`: class-transformer does not see nested values here. */
export class AnsweredFailureDto {
  @ApiProperty({
    example: 'rejected',
    pattern: '^[a-z][a-z0-9_.-]{0,63}$',
    description: 'Readable as `runs.<id>.failure.code`; retries and handlers match it.',
  })
  code!: string;

  @ApiProperty({ example: 'The picture is missing.', minLength: 1, maxLength: 2_000 })
  message!: string;
}

/** Exactly one of `value` and `failure`. */
export class SignalAnswerDto {
  @ApiPropertyOptional({
    allOf: [{ $ref: '#/components/schemas/JsonValue' }],
    description: "Any JSON that the signal's `answer_schema` takes.",
    example: 'approve',
  })
  @Allow()
  value?: unknown;

  @ApiPropertyOptional({ type: AnsweredFailureDto, description: 'Ends the node run with this failure instead.' })
  @IsOptional()
  @IsObject()
  failure?: AnsweredFailureDto;
}

/** An answer for whichever signal opens, or is open, at a place. Exactly one of `name` and `path`. */
export class EarlyAnswerDto extends SignalAnswerDto {
  @ApiPropertyOptional({ example: 'payment_received', description: 'The `signal` of a `wait` node.' })
  @IsOptional()
  @Matches(nodeIdPattern, { message: 'name must be that of a signal, like "payment_received"' })
  name?: string;

  @ApiPropertyOptional({ example: 'listings[3].approve', description: 'The path of a `human` or `wait` node run.' })
  @IsOptional()
  @MaxLength(1_000)
  @Matches(/^[a-z][a-z0-9_.[\]]*$/, { message: 'path must be that of a node run, like "listings[3].approve"' })
  path?: string;
}
