/** The body of `PUT /secrets/{name}`. */
import { ApiProperty } from '@nestjs/swagger';
import { secretLimits } from '@ice/core';
import { IsString } from 'class-validator';

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
