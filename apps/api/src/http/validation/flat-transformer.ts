/** class-transformer for DTOs whose nested values are free JSON (inputs, documents). It walks objects in quadratic time: half a minute
 *  for a body of 60,000 keys. So it only gets to see what a DTO itself declares; nested values are handed on as they are. A DTO
 *  therefore has no nested DTOs. */
import type { ValidationPipeOptions } from '@nestjs/common';
import { instanceToPlain, plainToInstance, type ClassConstructor, type ClassTransformOptions } from 'class-transformer';

/** For Nest's `ValidationPipe`. */
export const flatTransformer: NonNullable<ValidationPipeOptions['transformerPackage']> = {
  plainToInstance: toInstance as NonNullable<ValidationPipeOptions['transformerPackage']>['plainToInstance'],
  classToPlain: (value: object | object[]) => instanceToPlain(value),
};

/** An instance with the members converted as its decorators say. What is no object is given back as it is. */
function toInstance(type: ClassConstructor<object>, value: unknown, options?: ClassTransformOptions): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value);
  const isFlat = ([, member]: readonly [string, unknown]): boolean => typeof member !== 'object' || member === null;
  const instance = plainToInstance(type, Object.fromEntries(members.filter(isFlat)), options);
  return Object.assign(instance, Object.fromEntries(members.filter((member) => !isFlat(member))));
}
