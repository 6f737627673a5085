import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { UploadedFile } from './raw-body.js';

/** What is said of a field or parameter that nobody asks for. */
export const UNKNOWN_FIELD = '没有这个字段，请检查拼写或删去。';

interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** Validates every body and query once, at the edge; unknown fields and parameters are refused, never ignored. */
export class EdgeValidation extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => new Refused(errors),
    });
  }

  override async transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A request without a body has no fields: what is required is missed by its name.
    const value = given === undefined && metadata.type === 'body' ? {} : given;
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null)) {
      throw new DomainError('malformed-request');
    }
    if (value instanceof UploadedFile && metadata.type === 'body') {
      throw new DomainError('unsupported-media-type');
    }
    try {
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      throw error instanceof Refused ? refusal(error.errors, metadata) : error;
    }
  }
}

/** What class-validator found, on its way to a problem document. */
class Refused extends Error {
  constructor(readonly errors: readonly ValidationError[]) {
    super('refused');
  }
}

function refusal(errors: readonly ValidationError[], metadata: ArgumentMetadata): DomainError {
  const fields = flatten(errors, '');
  const unknownOnly = errors.every(
    ({ constraints }) => constraints?.['whitelistValidation'] !== undefined,
  );
  const code =
    metadata.type === 'query' && unknownOnly ? 'unknown-query-parameter' : 'validation-failed';
  return new DomainError(code, {}, fields);
}

function flatten(errors: readonly ValidationError[], parent: string): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      pointer,
      detail: CHINESE[rule]?.(message) ?? message,
    }));
    return [...own, ...flatten(error.children ?? [], pointer)];
  });
}

const number = (message: string): string => /-?\d+/.exec(message.replace(/^\S+/, ''))?.[0] ?? '';

/** What class-validator says in English, in Chinese and with the way out. */
const CHINESE: Readonly<Record<string, (message: string) => string>> = {
  whitelistValidation: () => UNKNOWN_FIELD,
  isString: () => '应为文本。',
  isNotEmpty: () => '不能为空。',
  isDefined: () => '必须填写。',
  isInt: () => '应为整数。',
  isBoolean: () => '应为 true 或 false。',
  isArray: () => '应为列表。',
  isObject: () => '应为对象。',
  isUuid: () => '应为 UUID 形式的编号。',
  isIn: (m) => `应为下列之一：${m.replace(/^.*values: /, '')}。`,
  isEnum: (m) => `应为下列之一：${m.replace(/^.*values: /, '')}。`,
  min: (m) => `不能小于 ${number(m)}。`,
  max: (m) => `不能大于 ${number(m)}。`,
  minLength: (m) => `至少 ${number(m)} 个字。`,
  maxLength: (m) => `至多 ${number(m)} 个字。`,
  arrayMinSize: (m) => `至少 ${number(m)} 项。`,
  arrayMaxSize: (m) => `至多 ${number(m)} 项。`,
  nestedValidation: () => '形式不对，应为对象。',
};
