import type { BankFormat } from './bank-format.js';

/** 中国工商银行：cells filled up with blanks and TABs, the newest line first, a total row at the end. */
export const industrialCommercialBank: BankFormat = {
  code: 'icbc',
  name: '中国工商银行',
  columns: {
    date: '交易日期',
    amount: { in: '记账金额(收入)', out: '记账金额(支出)' },
    balance: '余额',
    description: ['摘要', '交易场所'],
    counterparty: '对方户名',
    reference: null,
  },
};
