/** The envelope of `POST /executions/`. The blueprint inside it is judged by the compiler, not here. */
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsNumber,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  Max,
  MaxLength,
} from 'class-validator';

/** Exactly one of `blueprint_id`, `revision` and `blueprint` says what to run. */
export class StartExecutionDto {
  @ApiPropertyOptional({ description: 'Runs the current revision of a stored blueprint.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  blueprint_id?: string;

  @ApiPropertyOptional({ description: 'Runs exactly this revision.', example: 'sha256:…' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  revision?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Runs this document.' })
  @IsOptional()
  @IsObject()
  blueprint?: Record<string, unknown>;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, default: {} })
  @IsOptional()
  @IsObject()
  inputs?: Record<string, unknown>;

  @ApiPropertyOptional({ description: 'What this execution may cost, in USD; wins over the blueprint.' })
  @IsOptional()
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @IsPositive()
  @Max(1_000_000)
  budget_usd?: number;

  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  tags?: string[];

  @ApiPropertyOptional({ default: false, description: 'Runs every step of admission and starts nothing.' })
  @IsOptional()
  @IsBoolean()
  dry_run?: boolean;
}
