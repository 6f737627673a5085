import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { checkCompany, type Company } from './company.js';

const today = parseLocalDate('2026-02-10');
const company: Company = {
  name: '示范社区物业服务有限公司',
  creditCode: '91350100M000100Y43',
  capital: Money.of('500000.00'),
  scope: '物业管理',
  foundedOn: parseLocalDate('2026-02-10'),
  bookNo: 2,
};
const refusal = (changed: Partial<Company>, kind = 'company'): unknown => {
  try {
    checkCompany({ ...company, ...changed }, kind, today);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a community company', () => {
  test('with a valid licence and a company book is taken, even when founded today', () => {
    expect(refusal({})).toBeNull();
  });

  test.each(['91350100M000100Y44', '91350100M000200Y43', '91350100m000100y43', ''])(
    'has a credit code whose check characters agree: %s is refused',
    (creditCode) => {
      expect(refusal({ creditCode })).toBe('credit-code-invalid');
    },
  );

  test('was not founded tomorrow', () => {
    expect(refusal({ foundedOn: parseLocalDate('2026-02-11') })).toBe('company-founded-in-future');
  });

  test.each(['collective', 'charity', 'operating-fund'])('does not share a %s book', (kind) => {
    expect(refusal({}, kind)).toBe('company-book-unfit');
  });
});
