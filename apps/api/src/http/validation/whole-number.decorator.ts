/** A query parameter that is a whole number, written in digits and nothing else: no sign, no exponent, no blank that becomes 0. */
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import { ApiProperty } from '../../docs/api-decorators.js';

/** What is said of the number. */
export interface WholeNumberOptions {
  readonly minimum: number;
  readonly maximum: number;
  /** What the server takes where none is sent; for the documentation. */
  readonly default: number;
  readonly description: string;
}

/** An optional member of a query DTO. */
export function WholeNumber({
  minimum,
  maximum,
  default: standard,
  description,
}: WholeNumberOptions): PropertyDecorator {
  const isWithin = (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum;
  return applyDecorators(
    ApiProperty({ required: false, type: 'integer', minimum, maximum, default: standard, description }),
    IsOptional(),
    Transform(({ value }: { readonly value: unknown }) => readDigits(value)),
    ValidateBy({
      name: 'wholeNumber',
      validator: {
        validate: isWithin,
        defaultMessage: (given) => `${given?.property} must be a whole number from ${minimum} to ${maximum}`,
      },
    }),
  );
}

/** Anything else stays as it is, and is refused. */
function readDigits(value: unknown): unknown {
  return typeof value === 'string' && /^(0|[1-9][0-9]{0,15})$/.test(value) ? Number(value) : value;
}
