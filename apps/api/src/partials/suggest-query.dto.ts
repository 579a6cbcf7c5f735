/** The query of `POST …/suggest`. */
import { IsIn, IsOptional } from 'class-validator';
import { ApiProperty } from '../docs/api-decorators.js';
import { WholeNumber } from '../http/validation/whole-number.decorator.js';

/** How many suggestions are shown where nobody says. */
export const defaultTopK = 10;

/** Both optional. */
export class SuggestQueryDto {
  @WholeNumber({ minimum: 1, maximum: 50, default: defaultTopK, description: 'Suggestions at most.' })
  readonly top_k?: number;

  @ApiProperty({
    required: false,
    type: 'boolean',
    default: false,
    description: 'Applies suggestions, under the lock, and answers the partial blueprint.',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly commit?: 'true' | 'false';
}
