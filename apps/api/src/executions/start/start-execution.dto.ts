/** The envelope of `POST /executions/`. The blueprint inside it is judged by the compiler, not here. */
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsNumber,
  IsObject,
  IsPositive,
  IsString,
  Max,
  MaxLength,
} from 'class-validator';
import { ApiPropertyOptional } from '../../docs/api-decorators.js';
import { MayBeAbsent } from '../../http/validation/may-be-absent.decorator.js';

/** Exactly one of `blueprint_id`, `revision` and `blueprint` says what to run. */
export class StartExecutionDto {
  @ApiPropertyOptional({ description: 'Runs the current revision of a stored blueprint.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  blueprint_id?: string;

  @ApiPropertyOptional({ description: 'Runs exactly this revision.', example: 'sha256:…' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(80)
  revision?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Runs this document.' })
  @MayBeAbsent()
  @IsObject()
  blueprint?: Record<string, unknown>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    default: {},
    description: 'By name. Those that the blueprint declares as `writeOnly` are kept encrypted and never shown.',
  })
  @MayBeAbsent()
  @IsObject()
  inputs?: Record<string, unknown>;

  @ApiPropertyOptional({ description: 'What this execution may cost, in USD; wins over the blueprint.' })
  @MayBeAbsent()
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @IsPositive()
  @Max(1_000_000)
  budget_usd?: number;

  @ApiPropertyOptional({ type: [String] })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  tags?: string[];

  @ApiPropertyOptional({ default: false, description: 'Runs every step of admission and starts nothing.' })
  @MayBeAbsent()
  @IsBoolean()
  dry_run?: boolean;
}
