import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import type { AccountFacts } from './account.js';
import { VoucherAssembler, type ImportGround } from './voucher-import.js';
import { VOUCHER_COLUMNS } from './voucher-layouts/own.layout.js';
import { VoucherTableReader } from './voucher-table.js';

const account = (code: string, name: string, changes: Partial<AccountFacts> = {}) =>
  [
    code,
    {
      code,
      name,
      parentCode: null,
      category: 'asset',
      normalSide: 'debit',
      bothSides: false,
      money: null,
      official: true,
      leaf: true,
      ...changes,
    },
  ] as const;

const GROUND: ImportGround = {
  openedOn: '2026-01-01',
  today: parseLocalDate('2026-02-10'),
  closed: new Map([['2026-01', 'reported']]),
  accounts: new Map<string, AccountFacts>([
    account('10201', '收入户', { money: 'bank' }),
    account('112', '应收款', { leaf: false }),
    account('501', '经营收入', { category: 'income' }),
    account('513', '管理费用', { category: 'expense' }),
  ]),
  funds: new Set(['EDU-1']),
  standard: 'rural-collective-2023' as const,
  voucherWords: '记' as const,
  required: [],
  items: [],
};

function tried(...rows: string[]) {
  const cells = rows.map((row, index) => ({ number: index + 2, cells: row.split(',') }));
  const reader = new VoucherTableReader();
  const table = reader.read([{ number: 1, cells: [...VOUCHER_COLUMNS] }, ...cells]);
  expect(table.errors).toEqual([]);
  const assembler = new VoucherAssembler(reader, GROUND);
  const parts = [assembler.add(table), assembler.end()];
  const found = {
    vouchers: parts.flatMap(({ vouchers }) => vouchers),
    errors: parts.flatMap(({ errors }) => errors),
  };
  return { ...found, wrong: found.errors.map(({ pointer, detail }) => `${pointer} ${detail}`) };
}

const DEBIT = 'A,2026-02-03,租金,10201,银行存款-收入户,10.00,,1,,';
const CREDIT = 'A,2026-02-03,租金,501,经营收入,,10.00,,EDU-1,张三';

describe('the vouchers of a table', () => {
  test('are the rows of one number, with the date and attachments of the first', () => {
    const { vouchers, wrong } = tried(
      DEBIT,
      CREDIT,
      DEBIT.replace('A', 'B'),
      CREDIT.replace('A', 'B'),
    );
    expect(wrong).toEqual([]);
    expect(
      vouchers.map(({ key, rows, date, attachmentCount }) => [key, rows, date, attachmentCount]),
    ).toEqual([
      ['A', [2, 3], '2026-02-03', 1],
      ['B', [4, 5], '2026-02-03', 1],
    ]);
    expect(vouchers[0]?.lines[1]).toMatchObject({ fundCode: 'EDU-1', counterparty: '张三' });
  });

  test.each([
    [
      [DEBIT, CREDIT.replace('10.00', '9.99')],
      '/rows/2 借方合计 10.00 元，贷方合计 9.99 元，相差 0.01 元',
    ],
    [[DEBIT], '/rows/2 一张凭证至少要有一借一贷两行分录'],
    [
      [DEBIT, CREDIT.replace(',,10.00', ',10.00,10.00')],
      '/rows/3 每行分录的借方和贷方必须且只能填写一方',
    ],
    [[DEBIT, CREDIT.replace('10.00', '')], '/rows/3 每行分录的借方和贷方必须且只能填写一方'],
    [[DEBIT.replace('10.00', '-10.00'), CREDIT], '/rows/2 只有冲销凭证可以用红字'],
    [[DEBIT, CREDIT.replace('501', '599')], '/rows/3/科目编码 本账套没有科目 599'],
    [[DEBIT, CREDIT.replace('501,经营收入', '112,')], '/rows/3/科目编码 112 应收款 有下级科目'],
    [
      [DEBIT, CREDIT.replace('经营收入', '投资收益')],
      '/rows/3/科目名称 科目 501 在本账套名为“经营收入”',
    ],
    [[DEBIT, CREDIT.replace('EDU-1', 'EDU-2')], '/rows/3/专项代码 本账套没有专项 EDU-2'],
    [[DEBIT.replace('1,,', '1,EDU-1,'), CREDIT], '/rows/2/专项代码 专项代码应写在对方科目'],
    [[DEBIT, CREDIT.replace('02-03', '02-04')], '/rows/3/日期 同一张凭证的日期应相同'],
    [
      [DEBIT, CREDIT.replace(',,EDU-1', ',3,EDU-1')],
      '/rows/3/附件张数 同一张凭证的附件张数应与首行相同',
    ],
    [[DEBIT.replace(',,1,,', ',,,,'), CREDIT], '/rows/2/附件张数 必须填写'],
    [
      [DEBIT, CREDIT].map((row) => row.replace('2026-02', '2026-01')),
      '/rows/2/日期 2026-01 已是“已上报待审议”状态',
    ],
    [
      [DEBIT, CREDIT].map((row) => row.replace('2026-02', '2025-12')),
      '/rows/2/日期 日期 2025-12-03 早于账套启用日',
    ],
    [
      [DEBIT, CREDIT].map((row) => row.replace('2026-02', '2026-03')),
      '/rows/2/日期 日期 2026-03-03 在以后的月份',
    ],
    [
      [DEBIT, CREDIT, 'A,2026-02-03,费用,513,,1.00,,,,', 'A,2026-02-03,费用,501,,,1.00,,,'],
      '/rows/2 收入与支出不得在一张收付款凭证中相抵',
    ],
  ])('%j is refused: %s', (rows, expected) => {
    const { wrong, vouchers } = tried(...rows);
    expect(wrong).toHaveLength(1);
    expect(wrong[0]?.startsWith(expected)).toBe(true);
    expect(vouchers).toEqual([]);
  });

  test('the number of one voucher does not come back for another', () => {
    const { wrong } = tried(
      ...[DEBIT, CREDIT, DEBIT.replace('A', 'B'), CREDIT.replace('A', 'B'), DEBIT, CREDIT],
    );
    expect(wrong).toEqual([
      '/rows/6/凭证序号 凭证序号 A 的各行应连在一起；若是另一张凭证，请换一个序号。',
    ]);
  });

  test('what is wrong is told of every voucher, and a good one beside it is kept apart', () => {
    const { wrong, vouchers } = tried(
      ...[DEBIT, CREDIT, DEBIT.replace('A', 'B'), CREDIT.replace('A,', 'C,')],
    );
    expect(wrong.map((text) => text.split(' ')[0])).toEqual(['/rows/4', '/rows/5/附件张数']);
    expect(vouchers.map(({ key }) => key)).toEqual(['A']);
  });
});
