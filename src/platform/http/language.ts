import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { FieldError } from '../../kernel/domain-error.js';
import { saidInEnglish } from '../../kernel/said-in-english.js';

/** The languages in which the service speaks to a client. */
export type Language = 'zh' | 'en';

/** English for who asks for it first, Chinese for everybody else. */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  return headers['accept-language']?.trim().startsWith('en') === true ? 'en' : 'zh';
}

/** The language of this request, for what an answer says in words. */
export const InLanguage = createParamDecorator((_: unknown, execution: ExecutionContext) =>
  languageOf(execution.switchToHttp().getRequest<FastifyRequest>()),
);

/** What is said of fields or rows, in the language of who asks. */
export function inLanguage(
  errors: readonly FieldError[],
  language: Language,
): readonly FieldError[] {
  if (language === 'zh') return errors;
  return errors.map(({ pointer, detail }) => ({ pointer, detail: saidInEnglish(detail) }));
}
