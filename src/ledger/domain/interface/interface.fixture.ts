import { parseLocalDate } from '../../../kernel/local-date.js';
import { Money } from '../../../kernel/money.js';
import { parseMonth } from '../../../kernel/month.js';
import type { AccountFacts } from '../account.js';
import type {
  InterfaceBalance,
  InterfaceLine,
  InterfaceVoucher,
  InterfaceYear,
} from './interface-book.js';

const account = (
  code: string,
  name: string,
  parentCode: string | null,
  more: Partial<AccountFacts>,
): AccountFacts => ({
  code,
  name,
  parentCode,
  category: 'asset',
  normalSide: 'debit',
  bothSides: false,
  money: null,
  official: parentCode === null,
  leaf: true,
  ...more,
});

/** What an account did in a month: opening, debit, credit, closing; credits are negative balances. */
export const balance = (
  accountCode: string,
  ...amounts: readonly [string, string, string, string]
): InterfaceBalance => {
  const [opening, debit, credit, closing] = amounts.map((amount) => Money.of(amount));
  if (!opening || !debit || !credit || !closing) throw new Error('four amounts');
  return { accountCode, opening, debit, credit, closing };
};

/** A line of a voucher: account, debit or '', credit or ''. */
export const entry = (
  lineNo: number,
  accountCode: string,
  debit: string,
  credit: string,
  more: Partial<InterfaceLine> = {},
): InterfaceLine => ({
  lineNo,
  summary: '收租',
  accountCode,
  side: debit === '' ? 'credit' : 'debit',
  amount: Money.of(debit === '' ? credit : debit),
  items: {},
  cashFlowItem: null,
  ...more,
});

/** A voucher of the fixture's book. */
export const posted = (
  date: string,
  no: number,
  lines: readonly InterfaceLine[],
): InterfaceVoucher => ({
  date: parseLocalDate(date),
  month: parseMonth(date.slice(0, 7)),
  word: '记',
  no,
  attachmentCount: 1,
  maker: '甲',
  reviewer: '乙',
  poster: '甲',
  lines,
});

/** A company's book that received 100.00 of rent in January and paid 30.00 back in February. */
export const YEAR: InterfaceYear = {
  community: '511602002001',
  unit: '滨江社区',
  bookNo: 2,
  bookName: '便民公司账',
  kind: 'company',
  standard: 'small-enterprise-2011',
  year: 2026,
  accounts: [
    account('1002', '银行存款', null, { leaf: false, money: 'bank' }),
    account('100201', '收入户', '1002', { money: 'bank' }),
    account('5001', '主营业务收入', null, { category: 'income', normalSide: 'credit' }),
  ],
  dimensions: [
    { code: 'counterparty', name: '往来单位', items: [{ code: '甲店', name: '甲店' }] },
    { code: 'fund', name: '专项', items: [] },
  ],
  accountDimensions: [{ accountCode: '5001', dimension: 'counterparty' }],
  cashFlowItems: [
    { code: '1', name: '销售产成品、商品、提供劳务收到的现金', direction: 'in' },
    { code: '6', name: '支付其他与经营活动有关的现金', direction: 'out' },
  ],
  months: [
    {
      month: parseMonth('2026-01'),
      balances: [
        balance('1002', '0.00', '100.00', '0.00', '100.00'),
        balance('100201', '0.00', '100.00', '0.00', '100.00'),
        balance('5001', '0.00', '0.00', '100.00', '-100.00'),
      ],
    },
    {
      month: parseMonth('2026-02'),
      balances: [
        balance('1002', '100.00', '0.00', '30.00', '70.00'),
        balance('100201', '100.00', '0.00', '30.00', '70.00'),
        balance('5001', '-100.00', '30.00', '0.00', '-70.00'),
      ],
    },
  ],
  statements: [],
};

/** The vouchers of that year. */
export const VOUCHERS: readonly InterfaceVoucher[] = [
  posted('2026-01-05', 1, [
    entry(1, '100201', '100.00', '', { cashFlowItem: '1' }),
    entry(2, '5001', '', '100.00', { items: { counterparty: '甲店' } }),
  ]),
  posted('2026-02-05', 1, [
    entry(1, '5001', '30.00', '', { items: { counterparty: '甲店' } }),
    entry(2, '100201', '', '30.00', { cashFlowItem: '1' }),
  ]),
];
