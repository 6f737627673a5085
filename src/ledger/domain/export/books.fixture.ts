import { parseLocalDate } from '../../../kernel/local-date.js';
import { Money } from '../../../kernel/money.js';
import { parseMonth } from '../../../kernel/month.js';
import type { Side } from '../account.js';
import type { ExportAccount, ExportBook, ExportLine, ExportVoucher } from './export-book.js';

/** Names that would break a careless writer of plain text. */
export const NASTY_NAMES = [
  '双  空格；分号;冒号:全角：引号"\'反斜\\杠/斜杠',
  '换\n行\t制表\u3000全角空格',
  '(括号) [2026/01/05] {大括号} = 100 @ 2 * ! | # % , ，',
  '- 以横线开头 -',
  'emoji 👪 与 ＡＢＣ１２３ 及 é',
] as const;

const account = (
  code: string,
  name: string,
  category: ExportAccount['category'],
  parentCode: string | null = null,
  money: ExportAccount['money'] = null,
): ExportAccount => ({ code, name, category, parentCode, money });

const line = (
  accountCode: string,
  side: Side,
  amount: string,
  summary: string,
  fundCode: string | null = null,
): ExportLine => ({
  accountCode,
  side,
  amount: Money.of(amount),
  summary,
  fundCode,
  counterparty: fundCode,
});

const voucher = (date: string, no: number, lines: readonly ExportLine[]): ExportVoucher => ({
  id: `voucher-${no}`,
  date: parseLocalDate(date),
  word: '记',
  no,
  attachmentCount: 2,
  source: 'manual',
  reversesId: no === 3 ? 'voucher-2' : null,
  lines,
});

const balances = (amounts: Readonly<Record<string, string>>) =>
  Object.entries(amounts).map(([accountCode, amount]) => ({
    accountCode,
    balance: Money.of(amount),
  }));

/** A company book of two months with a red-letter voucher, given out of order. */
export const COMPANY_BOOK: ExportBook = {
  bookNo: 2,
  name: '滨江社区“便民”公司',
  standard: 'small-enterprise-2011',
  openedOn: parseLocalDate('2026-01-01'),
  accounts: [
    account('5001', '主营业务收入', 'income'),
    account('100201', '收入户', 'asset', '1002', 'bank'),
    account('1002', '银行存款', 'asset', null, 'bank'),
    account('3001', '实收资本', 'equity'),
    account('4001', '生产成本', 'cost'),
    account('5602', '管理费用', 'expense'),
    account('2221', '应交税费', 'liability'),
  ],
  opening: {
    date: parseLocalDate('2026-01-01'),
    lines: [
      { accountCode: '100201', side: 'debit', amount: Money.of('5000.00') },
      { accountCode: '3001', side: 'credit', amount: Money.of('5000.00') },
    ],
  },
  vouchers: [
    voucher('2026-02-28', 3, [
      line('5602', 'debit', '-30.00', '注销1月31日记2号凭证', 'EDU-1'),
      line('100201', 'credit', '-30.00', '注销1月31日记2号凭证', 'EDU-1'),
    ]),
    voucher('2026-01-31', 2, [
      line('5602', 'debit', '30.00', '买笔', 'EDU-1'),
      line('100201', 'credit', '30.00', '买笔', 'EDU-1'),
    ]),
    voucher('2026-01-05', 1, [
      line('100201', 'debit', '1030.01', '收租金; date:2026-13-45, [2026/99/99]'),
      line('5001', 'credit', '1000.01', '收\n租"金\\'),
      line('2221', 'credit', '30.00', '(税) | * !'),
    ]),
  ],
  monthEnds: [
    {
      month: parseMonth('2026-02'),
      balances: balances({
        '100201': '6030.01',
        '2221': '-30.00',
        '3001': '-5000.00',
        '4001': '0.00',
        '5001': '-1000.01',
        '5602': '0.00',
      }),
    },
    {
      month: parseMonth('2026-01'),
      balances: balances({
        '100201': '6000.01',
        '2221': '-30.00',
        '3001': '-5000.00',
        '5001': '-1000.01',
        '5602': '30.00',
      }),
    },
  ],
};

/** A charity book whose sub-accounts, summaries and title carry the nasty names. */
export const NASTY_BOOK: ExportBook = {
  bookNo: 3,
  name: NASTY_NAMES.join('\n'),
  standard: 'non-profit-2024',
  openedOn: parseLocalDate('2026-01-01'),
  accounts: [
    account('1002', '银行存款', 'asset', null, 'bank'),
    account('4101', '捐赠收入', 'income'),
    ...NASTY_NAMES.map((name, place) => account(`41010${place + 1}`, name, 'income', '4101')),
  ],
  opening: null,
  vouchers: NASTY_NAMES.map((name, place) =>
    voucher('2026-01-05', place + 1, [
      line('1002', 'debit', '0.01', name, name),
      line(`41010${place + 1}`, 'credit', '0.01', name, name),
    ]),
  ),
  monthEnds: [
    {
      month: parseMonth('2026-01'),
      balances: balances({
        '1002': '0.05',
        ...Object.fromEntries(NASTY_NAMES.map((_, place) => [`41010${place + 1}`, '-0.01'])),
      }),
    },
  ],
};

/** The company book with one fen astray in a month-end balance. */
export const ASTRAY_BOOK: ExportBook = {
  ...COMPANY_BOOK,
  monthEnds: [{ month: parseMonth('2026-02'), balances: balances({ '100201': '6030.02' }) }],
};

/** A charity book that changed its standard: 1506 goes on under another name, 5201 means something else, 1701 went to 1801. */
export const CHANGED_BOOK: ExportBook = {
  bookNo: 3,
  name: '慈善基金账',
  standard: 'non-profit-2024',
  openedOn: parseLocalDate('2025-12-01'),
  formerly: [
    {
      through: parseLocalDate('2025-12-31'),
      accounts: [
        account('1506', '文物文化资产', 'asset'),
        account('1701', '受托代理资产', 'asset'),
        account('1801', '受托代理资产', 'asset'),
        account('2202', '应付账款', 'liability'),
        account('3101', '非限定性净资产', 'net-asset'),
        account('5201', '管理费用', 'expense'),
        account('5301', '筹资费用', 'expense'),
      ],
    },
  ],
  accounts: [
    account('1506', '文物资源', 'asset'),
    account('1701', '长期待摊费用', 'asset'),
    account('1801', '受托代理资产', 'asset'),
    account('2202', '应付账款', 'liability'),
    account('3101', '非限定性净资产', 'net-asset'),
    account('5201', '税金及附加', 'expense'),
    account('5301', '管理费用', 'expense'),
  ],
  opening: {
    date: parseLocalDate('2025-12-01'),
    lines: [
      { accountCode: '1506', side: 'debit', amount: Money.of('800.00') },
      { accountCode: '1701', side: 'debit', amount: Money.of('200.00') },
      { accountCode: '3101', side: 'credit', amount: Money.of('1000.00') },
    ],
  },
  vouchers: [
    voucher('2025-12-10', 1, [
      line('5201', 'debit', '30.00', '办公费'),
      line('2202', 'credit', '30.00', '办公费'),
    ]),
    voucher('2025-12-31', 2, [
      line('3101', 'debit', '30.00', '结转费用'),
      line('5201', 'credit', '30.00', '结转费用'),
    ]),
    {
      ...voucher('2026-01-01', 1, [
        line('1801', 'debit', '200.00', '新旧制度衔接'),
        line('1701', 'credit', '200.00', '新旧制度衔接'),
      ]),
      source: 'conversion',
    },
    voucher('2026-01-06', 2, [
      line('5201', 'debit', '5.00', '附加税费'),
      line('2202', 'credit', '5.00', '附加税费'),
    ]),
  ],
  monthEnds: [
    {
      month: parseMonth('2025-12'),
      balances: balances({
        '1506': '800.00',
        '1701': '200.00',
        '2202': '-30.00',
        '3101': '-970.00',
        '5201': '0.00',
      }),
    },
    {
      month: parseMonth('2026-01'),
      balances: balances({
        '1506': '800.00',
        '1701': '0.00',
        '1801': '200.00',
        '2202': '-35.00',
        '3101': '-970.00',
        '5201': '5.00',
      }),
    },
  ],
};
