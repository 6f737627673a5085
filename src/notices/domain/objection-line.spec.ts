import { expect, test } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import type { NoticeMovement } from './notice-content.js';
import { checkObjectionLine } from './objection-line.js';

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
    income: [line('1:记-1', '记-1')],
    expenditure: [line('1:记-4', '记-4')],
    pettyCashSpent: [line('1:记-7#2', '记-7')],
  },
];

const naming = (named: string | null) => () => {
  checkObjectionLine(named, BOOKS);
};

test.each(['记-1', '1:记-1', '记-4', '记-7', '1:记-7#2', null])(
  'an objection names a line of the notice: %s',
  (named) => {
    expect(naming(named)).not.toThrow();
  },
);

test.each(['记-2', '2:记-1', '记-', '第四笔'])(
  'an objection to what the notice does not say is refused: %s',
  (named) => {
    expect(naming(named)).toThrow(DomainError);
    expect(naming(named)).toThrow(/^objection-line-unknown: 公示中没有“/);
  },
);
