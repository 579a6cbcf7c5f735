/** The body of `POST /stream-tokens`. */
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ApiPropertyOptional } from '../../docs/api-decorators.js';

/** For how long a token counts where nobody says, in seconds. */
export const defaultTokenLifeS = 300;

/** Both optional. */
export class StreamTokenDto {
  @ApiPropertyOptional({ description: 'The one execution that may be watched. Default: any of the organisation.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  execution_id?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 900, default: defaultTokenLifeS })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(900)
  ttl_s?: number;
}
