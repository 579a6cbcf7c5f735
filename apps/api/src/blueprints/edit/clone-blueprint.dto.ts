/** The envelope of `POST /blueprints/{id}/clone`. It may be missing altogether. */
import { IsOptional, IsString } from 'class-validator';
import { ApiPropertyOptional } from '../../docs/api-decorators.js';

/** What the clone is called. Whether a name is good is the compiler's affair. */
export class CloneBlueprintDto {
  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 200,
    description: 'Default: the name with " (copy)" behind it.',
    example: 'greeting for the shop',
  })
  @IsOptional()
  @IsString()
  readonly name?: string;
}
