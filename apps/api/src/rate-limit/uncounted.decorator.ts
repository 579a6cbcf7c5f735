/** Routes that are asked for by a key and not counted: what an operator looks at has to answer while the counts cannot be reached. */
import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

const uncountedKey = 'ice.rate.uncounted';
const reflector = new Reflector();

/** Requests of known keys to this route are never counted. */
export function Uncounted(): MethodDecorator {
  return SetMetadata(uncountedKey, true);
}

/** True for the route that was matched, whatever the spelling of its path. */
export function isUncounted(context: ExecutionContext): boolean {
  return reflector.get<boolean | undefined>(uncountedKey, context.getHandler()) ?? false;
}
