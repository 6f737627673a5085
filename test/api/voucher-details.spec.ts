import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import type { Attacker } from '../support/attacker.js';
import {
  BOOK,
  CODE,
  voucher,
  voucherBook,
  type Line,
  type VoucherBook,
} from './vouchers.fixture.js';

let t: TestApp;
let accountant: Client;
let service: Attacker;
let posted: VoucherBook['posted'];
let past: VoucherBook['past'];

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  ({ accountant, service, posted, past } = await voucherBook(t, {
    kind: 'company',
    standard: 'small-enterprise-2011',
    openedOn: '2026-01-01',
    voucherWords: '收付转',
  }));
});

afterAll(async () => {
  await service.end();
  await t.close();
});

const sale = (more: Partial<Line> = {}): Line[] => [
  { accountCode: '1002', debit: '100.00', ...more },
  { accountCode: '5001', credit: '100.00' },
];
const cost = (amount: string, more: Partial<Line> = {}): Line[] => [
  { accountCode: '5602', debit: amount, ...more },
  { accountCode: '1002', credit: amount },
];

describe('a book that keeps 收, 付 and 转', () => {
  test('numbers each word by itself; the word follows from the lines', async () => {
    expect(await posted(sale())).toMatchObject({ word: '收', no: 1 });
    expect(await posted(cost('10.00'))).toMatchObject({ word: '付', no: 1 });
    expect(await posted(sale())).toMatchObject({ word: '收', no: 2 });
    const due: Line[] = [
      { accountCode: '1122', debit: '5.00' },
      { accountCode: '5001', credit: '5.00' },
    ];
    expect(await posted(due)).toMatchObject({ word: '转', no: 1 });
  });

  test('another word is refused by the rule, with a pointer, and by the database', async () => {
    const { body } = await accountant.post(`${BOOK}/vouchers`, voucher(sale(), { word: '付' }));
    expect(body).toMatchObject({
      type: '/problems/voucher-word-wrong',
      due: '收',
      errors: [{ pointer: '/word' }],
    });
    const bare = { cashFlowItem: '1' };
    expect(await past(sale(bare), { word: '记' })).toBe('voucher-word-wrong');
    expect(await past(sale(bare), { word: '收' })).toBe(1);
  });

  test('a reversal stands under the word of its original', async () => {
    const { id } = await posted(sale());
    const { body } = await accountant
      .post(`${BOOK}/vouchers/${id}/reverse`, { date: '2026-02-01', reason: '重复' })
      .expect(201);
    expect(body).toMatchObject({ word: '收', month: '2026-02' });
  });
});

describe('the cash flow item', () => {
  test('is kept with the line, proposed or as written, in the draft already', async () => {
    const { body } = await accountant.post(`${BOOK}/vouchers`, voucher(cost('12.00'))).expect(201);
    const drafted = await accountant.get(`${BOOK}/vouchers/${(body as { id: string }).id}`);
    expect(drafted.body).toMatchObject({
      lines: [{ cashFlowItem: null }, { accountCode: '1002', cashFlowItem: '6' }],
    });
    const { id } = await posted([
      { accountCode: '5602', debit: '12.00' },
      { accountCode: '1002', credit: '12.00', cashFlowItem: '4' },
    ]);
    const shown = await accountant.get(`${BOOK}/vouchers/${id}`).expect(200);
    expect(shown.body).toMatchObject({ lines: [{ cashFlowItem: null }, { cashFlowItem: '4' }] });
  });

  test.each([
    ['cash-flow-item-unknown', sale({ cashFlowItem: '7' }), '收'],
    ['cash-flow-item-wrong-way', sale({ cashFlowItem: '6' }), '收'],
    [
      'cash-flow-item-on-transfer',
      [
        { accountCode: '1001', debit: '1.00', cashFlowItem: '2' },
        { accountCode: '1002', credit: '1.00' },
      ],
      '付',
    ],
  ])('that is wrong is refused as %s by rule and database', async (code, lines, word) => {
    const { status, body } = await accountant.post(`${BOOK}/vouchers`, voucher(lines));
    expect([status, body]).toMatchObject([
      422,
      { type: `/problems/${code}`, errors: [{ pointer: '/lines/0/cashFlowItem' }] },
    ]);
    expect(await past(lines, { word })).toBe(code);
  });

  test('cannot be left out past the service, but where only money moves', async () => {
    expect(await past(sale(), { word: '收' })).toBe('cash-flow-item-missing');
    const moved: Line[] = [
      { accountCode: '1001', debit: '1.00' },
      { accountCode: '1002', credit: '1.00' },
    ];
    expect(await past(moved, { word: '付' })).toBe(1);
    const onOther: Line[] = [
      { accountCode: '1122', debit: '1.00' },
      { accountCode: '5001', credit: '1.00', cashFlowItem: '1' },
    ];
    expect(await past(onOther, { word: '转' })).toBe('cash-flow-item-unknown');
  });

  test('the catalogue of the database is that of the rules', async () => {
    const rows = await service.rows<{
      standard: string;
      code: string;
      name: string;
      direction: string;
    }>('SELECT standard, code, name, direction FROM cash_flow_item');
    const { cashFlowItemsOf } = await import('../../src/ledger/domain/cash-flow-item.js');
    const { STANDARDS } = await import('../../src/ledger/domain/standards/standard.js');
    const stated = STANDARDS.flatMap((standard) =>
      cashFlowItemsOf(standard).map((item) => ({ standard, ...item })),
    );
    expect(stated).toHaveLength(60);
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(
      new Set(
        stated.map(({ standard, code, name, direction }) =>
          JSON.stringify({ standard, code, name, direction }),
        ),
      ),
    );
  });
});

describe('verification', () => {
  test('everything recomputes from line one', async () => {
    const { body } = await (
      await t.as('auditor.001')
    ).get(`/api/v1/communities/${CODE}/verification`);
    expect(body).toMatchObject({ clean: true });
  });
});
