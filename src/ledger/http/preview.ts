import { applyDecorators, Injectable, type PipeTransform } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error.js';
import { fieldDetail } from '../../kernel/field-details.js';

/** Reads ?preview=true; absent is false, anything else is refused. */
@Injectable()
export class PreviewPipe implements PipeTransform<unknown, boolean> {
  transform(value: unknown): boolean {
    if (value === undefined || value === 'false') return false;
    if (value === 'true') return true;
    throw new DomainError('validation-failed', {}, [
      { pointer: '/preview', detail: fieldDetail('boolean') },
    ]);
  }
}

/** Describes the parameter. */
export const ApiPreview = (): ReturnType<typeof applyDecorators> =>
  applyDecorators(
    ApiQuery({
      name: 'preview',
      required: false,
      type: Boolean,
      description: 'true：只列出结果，不办理',
    }),
  );
