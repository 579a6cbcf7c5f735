/** The bodies of `POST /keys` and `PATCH /keys/{id}`. */
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  Max,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../../docs/api-decorators.js';
import { scopes, type Scope } from '../caller.js';

const maxBudgetUsd = 1_000_000;

/** What a new key is to be. */
export class CreateKeyDto {
  @ApiProperty({ example: 'ci', minLength: 1, maxLength: 100, description: 'What people call it; need not be unique.' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @ApiProperty({
    type: 'array',
    items: { enum: [...scopes] },
    minItems: 1,
    uniqueItems: true,
    description: 'What it allows. None implies another, and none that the caller lacks can be given.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(scopes, { each: true })
  scopes!: Scope[];

  @ApiPropertyOptional({ description: 'What it may spend in a window, in USD. Default: no limit of its own.' })
  @IsOptional()
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @IsPositive()
  @Max(maxBudgetUsd)
  budget_usd?: number;

  @ApiPropertyOptional({ format: 'date-time', description: 'From then on it is nobody’s. Default: never.' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  expires_at?: string;
}

/** What can be changed of a key. */
export class ChangeKeyDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    maximum: maxBudgetUsd,
    example: 25,
    description: 'What it may spend in a window, in USD, above 0; null = no limit of its own.',
  })
  @ValidateIf(({ budget_usd }: ChangeKeyDto) => budget_usd !== null)
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @IsPositive()
  @Max(maxBudgetUsd)
  budget_usd!: number | null;
}
