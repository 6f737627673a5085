import { isCreditCode } from '../../kernel/credit-code.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';

/** A company of the community, as its licence says. */
export interface Company {
  readonly name: string;
  readonly creditCode: string;
  /** 注册资本 */
  readonly capital: Money;
  /** 经营范围 */
  readonly scope: string;
  readonly foundedOn: LocalDate;
  readonly legalRepresentative?: string;
  /** The company's own book. */
  readonly bookNo: number;
}

/**
 * A licence carries a valid credit code (GB 32100-2015) and a day that has been; the book is one for companies.
 * @throws DomainError credit-code-invalid, company-founded-in-future, company-book-unfit
 */
export function checkCompany(company: Company, bookKind: string, today: LocalDate): void {
  const { creditCode, foundedOn, bookNo } = company;
  if (!isCreditCode(creditCode)) {
    throw new DomainError('credit-code-invalid', { code: creditCode }, [
      { pointer: '/creditCode', detail: '请对照营业执照核对 18 位代码。' },
    ]);
  }
  if (foundedOn > today) {
    throw new DomainError('company-founded-in-future', { date: foundedOn, today }, [
      { pointer: '/foundedOn', detail: `不能晚于今天 ${today}。` },
    ]);
  }
  if (bookKind !== 'company') {
    throw new DomainError('company-book-unfit', { book: bookNo }, [
      { pointer: '/bookNo', detail: '请选用公司账套。' },
    ]);
  }
}
