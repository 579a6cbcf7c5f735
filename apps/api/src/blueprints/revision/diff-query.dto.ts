/** The query of `GET /blueprints/{id}/diff`. */
import { IsOptional, Matches } from 'class-validator';
import { ApiProperty } from '../../docs/api-decorators.js';
import { revisionPattern, revisionSchema } from './revision-address.js';

const wording = { message: '$property must be sha256: and 64 hexadecimal digits' };

/** Which two revisions to compare; both optional. */
export class DiffQueryDto {
  @ApiProperty({ ...revisionSchema, required: false, description: 'The older one. Default: the one before `to`.' })
  @IsOptional()
  @Matches(revisionPattern, wording)
  readonly from?: string;

  @ApiProperty({ ...revisionSchema, required: false, description: 'The newer one. Default: the current one.' })
  @IsOptional()
  @Matches(revisionPattern, wording)
  readonly to?: string;
}
