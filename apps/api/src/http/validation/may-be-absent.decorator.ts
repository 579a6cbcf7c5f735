/** Marks a member of an envelope that may be left out. Unlike `IsOptional` of class-validator, which lets `null` pass as if nothing had been
 *  said, `null` is a value here and is judged as one. */
import { ValidateIf } from 'class-validator';

/** See the head of this file. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_body, value) => value !== undefined);
}
