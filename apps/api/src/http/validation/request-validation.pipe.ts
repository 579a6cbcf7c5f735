/** Judges the DTOs of queries and envelopes. Unknown fields are refused, every fault is named with its place. */
import { Injectable, ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { ProblemError } from '../problem/problem.js';
import { ProblemException } from '../problem/problem-exception.js';
import { flatTransformer } from './flat-transformer.js';
import { firstOf, refuseQuery } from './refuse-query.js';
import { validationErrors } from './validation-errors.js';

/** No DTO has more fields: counting spares class-validator the work of refusing them one by one. */
const maxFields = 100;

@Injectable()
export class RequestValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      transformerPackage: flatTransformer,
      exceptionFactory: (errors: ValidationError[]) => refuse(validationErrors(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      if (this.toValidate(metadata) && typeof value === 'object' && value !== null) checkFields(value);
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      throw metadata.type === 'query' && error instanceof ProblemException ? asQueryFault(error) : error;
    }
  }
}

/** What neither framework refuses by itself: far too many fields (slow), one that is dropped without a word, and the character that
 *  no store keeps. */
function checkFields(fields: object): void {
  if (Object.keys(fields).length > maxFields) throw refuse([fault('', `more than ${maxFields} fields`)]);
  if (Object.hasOwn(fields, '__proto__')) throw refuse([fault('/__proto__', 'property __proto__ should not exist')]);
  const errors = Object.entries(fields).filter(([, value]) => holdsNul(value));
  if (errors.length > 0) throw refuse(errors.map(([name]) => fault(`/${name}`, `${name} must not hold NUL`)));
}

function holdsNul(value: unknown): boolean {
  return [value].flat().some((one) => typeof one === 'string' && one.includes('\0'));
}

function fault(pointer: string, detail: string): ProblemError {
  return { pointer, code: 'validation-failed', detail };
}

function refuse(errors: readonly ProblemError[]): ProblemException {
  return new ProblemException('validation-failed', firstOf(errors), { errors });
}

/** A query is no document: what does not fit there is a malformed request. */
function asQueryFault({ parts: { errors = [] } }: ProblemException): ProblemException {
  return refuseQuery(
    errors.map((error) => (error.code === 'validation-failed' ? { ...error, code: 'query-invalid' } : error)),
  );
}
