import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

const MOST = 10;

/** Dimensions of a line: an object from codes to codes of items. */
export const DimensionsField = (): ReturnType<typeof applyDecorators> =>
  applyDecorators(
    ApiProperty({
      type: 'object',
      additionalProperties: { type: 'string' },
      example: { project: 'P1' },
    }),
    ValidateBy({
      name: 'dimensions',
      validator: {
        validate: areDimensions,
        defaultMessage: () =>
          `应为辅助核算代码到项目代码的对象，如 {"project": "P1"}，至多 ${MOST} 项。`,
      },
    }),
  );

function areDimensions(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const pairs: [string, unknown][] = Object.entries(value);
  return (
    pairs.length <= MOST &&
    pairs.every(
      ([code, item]) =>
        /^[a-z][a-z0-9-]{0,19}$/.test(code) &&
        typeof item === 'string' &&
        /^[A-Za-z0-9-]{1,30}$/.test(item),
    )
  );
}
