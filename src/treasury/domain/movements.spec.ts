import { expect, test } from '@jest/globals';
import { Money } from '../../kernel/money.js';
import type { FundAccount } from './fund-account.js';
import { movementsOf, type BankLine } from './movements.js';

const ACCOUNTS: FundAccount[] = [
  { accountCode: '10201', line: 'revenue', bankName: '行', accountNumber: '1' },
  { accountCode: '10202', line: 'expenditure', bankName: '行', accountNumber: '2' },
  { accountCode: '10101', line: 'petty-cash', bankName: null, accountNumber: null },
];

let no = 0;
const line = (voucherId: string, accountCode: string, debit: string, credit: string): BankLine => ({
  voucherId,
  date: '2026-01-05',
  word: '记',
  no: (no += 1),
  summary: voucherId,
  counterparty: null,
  sourceId: voucherId,
  reverses: null,
  accountCode,
  debit,
  credit,
  contra: [{ accountCode: `against ${voucherId}` }],
});

test('a month’s sheet is gross, leaves allocations and petty cash out, and closes to the fen', () => {
  const sheet = movementsOf(
    Money.of('100.00'),
    Money.of('7.00'),
    [
      line('rent', '10201', '50.00', '0.00'),
      line('allocation', '10202', '30.00', '0.00'),
      line('allocation', '10201', '0.00', '30.00'),
      line('repair', '10202', '0.00', '20.10'),
      line('top-up', '10101', '7.00', '0.00'),
      line('top-up', '10202', '0.00', '7.00'),
      line('cancelled allocation', '10202', '-5.00', '0.00'),
      line('cancelled allocation', '10201', '0.00', '-5.00'),
      line('cancelled rent', '10201', '-50.00', '0.00'),
      line('cancelled repair', '10202', '0.00', '-20.10'),
    ],
    ACCOUNTS,
    new Map([['repair', { partyKind: 'person', handledBy: '经办员', approvedBy: ['主任'] }]]),
  );
  const said = (movements: typeof sheet.income) =>
    movements.map(({ item, amount }) => [item, amount.toString()]);
  expect(said(sheet.income)).toEqual([
    ['rent', '50.00'],
    ['cancelled rent', '-50.00'],
  ]);
  expect(said(sheet.expenditure)).toEqual([
    ['repair', '20.10'],
    ['top-up', '7.00'],
    ['cancelled repair', '-20.10'],
  ]);
  expect(sheet.expenditure[0]).toMatchObject({
    voucher: '记-4',
    counterpartyKind: 'person',
    contra: ['against repair'],
    handledBy: '经办员',
    approvedBy: ['主任'],
  });
  expect([sheet.incomeTotal, sheet.expenditureTotal, sheet.closing].map(String)).toEqual([
    '0.00',
    '7.00',
    '93.00',
  ]);
});

test('what is paid from petty cash is told line by line; what passes between it and the bank is not', () => {
  const { pettyCashSpent, pettyCashSpentTotal, closing } = movementsOf(
    Money.of('100.00'),
    Money.of('4.50'),
    [
      line('top-up', '10101', '10.00', '0.00'),
      line('top-up', '10202', '0.00', '10.00'),
      line('stamps', '10101', '0.00', '3.20'),
      line('misread', '10101', '0.00', '8.00'),
      line('cancelled misread', '10101', '0.00', '-8.00'),
      line('paid back', '10201', '2.30', '0.00'),
      line('paid back', '10101', '0.00', '2.30'),
    ],
    ACCOUNTS,
    new Map(),
  );
  expect(pettyCashSpent.map(({ item, amount }) => [item, amount.toString()])).toEqual([
    ['stamps', '3.20'],
    ['misread', '8.00'],
    ['cancelled misread', '-8.00'],
  ]);
  expect([pettyCashSpentTotal, closing].map(String)).toEqual(['3.20', '92.30']);
});
