import { expect, test } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import type { NoticeMovement } from './notice-content.js';
import { namedLine } from './objection-line.js';

const line = (id: string, voucher: string): NoticeMovement => ({
  id,
  voucher,
  date: '2026-01-05',
  item: '租金',
  counterparty: null,
  nature: 'income',
  amount: '1.00',
  handledBy: null,
  approvedBy: [],
  vote: null,
});
const BOOKS = [
  {
    bookNo: 1,
    name: '集体资产账',
    income: [line('1:记-1', '记-1')],
    expenditure: [line('1:记-12', '记-12'), line('1:记-4', '记-4')],
    pettyCashSpent: [line('1:记-7#2', '记-7'), line('1:记-7#3', '记-7')],
  },
  {
    bookNo: 3,
    name: '慈善基金账',
    income: [line('3:记-4', '记-4'), line('3:收-9', '收-9')],
    expenditure: [line('3:付-9', '付-9')],
    pettyCashSpent: [],
  },
];

const refused = (typed: string): DomainError => {
  try {
    namedLine(typed, BOOKS);
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error(`${typed} was taken`);
};

test.each([
  ['记-12', '记-12'],
  ['1:记-12', '1:记-12'],
  ['1:记-7#2', '1:记-7#2'],
  ['记-7', '记-7'],
  ['记—12', '记-12'],
  ['记－１２', '记-12'],
  [' 记 字 第 12 号 ', '记-12'],
  ['记字第１２号', '记-12'],
  ['记字12号', '记-12'],
  ['第12号', '记-12'],
  ['12号', '记-12'],
  ['12', '记-12'],
  ['012号', '记-12'],
  ['记字第12号凭证', '记-12'],
  ['收9', '收-9'],
  ['付字第9号', '付-9'],
  ['集体资产账 记-4', '1:记-4'],
  ['慈善基金账记字第4号', '3:记-4'],
  ['3:记—4', '3:记-4'],
  ['1：12', '记-12'],
])('a resident who writes %s means the line that the notice knows as %s', (typed, exact) => {
  expect(namedLine(typed, BOOKS)).toBe(exact);
});

test.each([
  '记-2',
  '2:记-1',
  '记-',
  '第四笔',
  '112',
  '2号',
  '收-12',
  '慈善基金账 记-1',
  '1.00',
  '-',
])('an objection to what the notice does not say is refused: %s', (typed) => {
  expect(refused(typed)).toMatchObject({
    code: 'objection-line-unknown',
    facts: { line: typed },
    errors: [{ pointer: '/line' }],
  });
});

test.each([
  ['记-4', '集体资产账 记-4、慈善基金账 记-4'],
  ['4号', '集体资产账 记-4、慈善基金账 记-4'],
  ['第9号', '慈善基金账 收-9、慈善基金账 付-9'],
])('%s may mean several lines, which are told', (typed, candidates) => {
  expect(refused(typed)).toMatchObject({
    code: 'objection-line-ambiguous',
    facts: { candidates },
    errors: [{ pointer: '/line', detail: `请写明是哪一笔：${candidates}。` }],
  });
});
