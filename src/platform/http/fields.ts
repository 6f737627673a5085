import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';
import { DomainError } from '../../kernel/domain-error.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { parseQuarter } from '../../kernel/quarter.js';

type PropertyDecoratorOf = ReturnType<typeof applyDecorators>;

/** A field that the kernel's own parser must accept; its refusal becomes the field's message. */
function parsed(
  name: string,
  parse: (text: string) => unknown,
  message: string,
): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && accepts(parse, value),
      defaultMessage: () => message,
    },
  });
}

function accepts(parse: (text: string) => unknown, value: string): boolean {
  try {
    parse(value);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** Positive money as text with at most two decimals. */
export const MoneyField = (): PropertyDecoratorOf =>
  applyDecorators(
    ApiProperty({ type: String, example: '1234.50', description: '金额，元，两位小数的文本' }),
    parsed(
      'positiveMoney',
      (text) => {
        if (!Money.of(text).isPositive()) throw new DomainError('amount-malformed');
      },
      '应为大于零、至多两位小数的金额文本，如 "1234.50"。',
    ),
  );

/** A business day as text. */
export const DateField = (): PropertyDecoratorOf =>
  applyDecorators(
    ApiProperty({ type: String, example: '2026-03-31', description: '业务日期' }),
    parsed('localDate', parseLocalDate, '应为真实存在的日期，如 "2026-03-31"。'),
  );

/** A month as text. */
export const MonthField = (): PropertyDecoratorOf =>
  applyDecorators(
    ApiProperty({ type: String, example: '2026-03', description: '会计月份' }),
    parsed('month', parseMonth, '应为月份，如 "2026-03"。'),
  );

/** A quarter as text. */
export const QuarterField = (): PropertyDecoratorOf =>
  applyDecorators(
    ApiProperty({ type: String, example: '2026-Q1', description: '季度' }),
    parsed('quarter', parseQuarter, '应为季度，如 "2026-Q1"。'),
  );

/** Text of a length, without control characters; blanks at the ends are cut. */
export const TextField = (maximum: number, minimum = 1): PropertyDecoratorOf =>
  applyDecorators(
    ApiProperty({ type: String, minLength: minimum, maxLength: maximum }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.trim() : value,
    ),
    IsString(),
    MinLength(minimum),
    MaxLength(maximum),
    Matches(/^[^\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]*$/u, {
      message: '不能含有换行等控制字符或看不见的字符。',
    }),
  );

/** Reads true and false in a query, which is text. */
export const truthText = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  );

/** A query parameter that is a whole number. */
export const QueryNumber = (minimum: number, maximum: number): PropertyDecoratorOf =>
  applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    IsInt(),
    Min(minimum),
    Max(maximum),
  );
