/** The body of `PUT /secrets/{name}`. */
import { secretLimits } from '@ice/core';
import { IsString } from 'class-validator';
import { ApiProperty } from '../docs/api-decorators.js';

/** The value. What is wrong with one is told by the desk, without a word of it. */
export class PutSecretDto {
  @ApiProperty({
    writeOnly: true,
    minLength: secretLimits.leastCharacters,
    maxLength: secretLimits.mostBytes,
    description: 'At least 8 characters, at most 64 KiB. It is kept encrypted and never shown again.',
  })
  @IsString()
  value!: string;
}
