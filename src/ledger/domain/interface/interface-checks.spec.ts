import { describe, expect, test } from '@jest/globals';
import { parseMonth } from '../../../kernel/month.js';
import type { InterfaceVoucher, InterfaceYear } from './interface-book.js';
import { findingsText, InterfaceChecks } from './interface-checks.js';
import { balance, entry, posted, VOUCHERS, YEAR } from './interface.fixture.js';

/** What does not hold of a book with these vouchers, test by test. */
function problems(book: InterfaceYear, vouchers: readonly InterfaceVoucher[]): string[] {
  const checks = new InterfaceChecks(book);
  vouchers.forEach((voucher) => {
    checks.take(voucher);
  });
  return checks
    .findings()
    .flatMap(({ test: name, problems: found }) => found.map((problem) => `${name}：${problem}`));
}

const [first, second] = VOUCHERS as [InterfaceVoucher, InterfaceVoucher];

describe('the tests of consistency', () => {
  test('find nothing in a book that is right', () => {
    expect(problems(YEAR, VOUCHERS)).toEqual([]);
  });

  test('a voucher a fen out of balance is told, and with it the turnover that its line makes', () => {
    const astray = posted('2026-01-05', 1, [
      entry(1, '100201', '100.01', '', { cashFlowItem: '1' }),
      entry(2, '5001', '', '100.00'),
    ]);
    expect(problems(YEAR, [astray, second])).toEqual([
      '每张凭证借贷相等：2026年1月记字第1号：借方 100.01，贷方 100.00',
      '各科目各期发生额等于凭证合计：2026年1月科目 100201：发生额借 100.00 贷 0.00，凭证合计借 100.01 贷 0.00',
    ]);
  });

  test('numbers run on by month and word; a gap is told', () => {
    expect(problems(YEAR, [first, { ...second, no: 2 }])).toEqual([
      '凭证编号逐月逐类连续：2026年2月记字第2号：应为第1号',
    ]);
  });

  test('an account that has sub-accounts, an item, a word and a cash flow item unknown are told', () => {
    const strange = posted('2026-01-05', 1, [
      entry(1, '1002', '100.00', '', { cashFlowItem: '99' }),
      entry(2, '5001', '', '100.00', { items: { counterparty: '乙店' } }),
    ]);
    const found = problems(YEAR, [{ ...strange, word: '银' }, second]);
    expect(found.slice(0, 4)).toEqual([
      '凭证引用的编号在档案中都有：2026年1月银字第1号：记账凭证类型 银',
      '凭证引用的编号在档案中都有：2026年1月银字第1号第1行：科目 1002 不是末级科目',
      '凭证引用的编号在档案中都有：2026年1月银字第1号第1行：现金流量项目 99',
      '凭证引用的编号在档案中都有：2026年1月银字第1号第2行：辅助项 counterparty 乙店',
    ]);
  });

  test('an account whose code breaks the rule of its level, or whose parent is missing, is told', () => {
    const [bank, income, sales] = YEAR.accounts;
    if (!bank || !income || !sales) throw new Error('three accounts');
    const accounts = [bank, income, { ...income, code: '1002010', name: '多一位' }, sales];
    expect(problems({ ...YEAR, accounts }, VOUCHERS)).toEqual([
      '科目编号长度合于编号规则 4-3：科目 100201 收入户',
    ]);
    const orphan = { ...income, code: '100301', parentCode: '1003' };
    expect(problems({ ...YEAR, accounts: [...YEAR.accounts, orphan] }, VOUCHERS)).toContain(
      '科目编号唯一，上级科目存在：科目 100301 的上级科目 1003 不存在',
    );
  });

  test('a period whose opening is not balanced, not the closing before, or does not lead to its closing is told', () => {
    const months = [
      YEAR.months[0] ?? { month: parseMonth('2026-01'), balances: [] },
      {
        month: parseMonth('2026-02'),
        balances: [
          balance('1002', '100.01', '0.00', '30.00', '70.01'),
          balance('100201', '100.01', '0.00', '30.00', '70.00'),
          balance('5001', '-100.00', '30.00', '0.00', '-70.00'),
        ],
      },
    ];
    expect(problems({ ...YEAR, months }, VOUCHERS)).toEqual([
      '各期期初余额借贷相等：2026年2月：借方比贷方多 0.01',
      '期末余额等于期初加减发生额：2026年2月科目 100201',
      '本期期初等于上期期末：2026年2月科目 1002：上期期末 100.00，本期期初 100.01',
      '本期期初等于上期期末：2026年2月科目 100201：上期期末 100.00，本期期初 100.01',
    ]);
  });

  test('are told as a text that says first whether all holds', () => {
    const checks = new InterfaceChecks(YEAR);
    expect(findingsText('题', checks.findings()).split('\r\n').slice(0, 4)).toEqual([
      '题',
      '结论：有不一致之处，见下',
      '',
      '通过　科目编号唯一，上级科目存在（3）',
    ]);
    VOUCHERS.forEach((voucher) => {
      checks.take(voucher);
    });
    expect(findingsText('题', checks.findings())).toContain('结论：全部通过');
  });
});
