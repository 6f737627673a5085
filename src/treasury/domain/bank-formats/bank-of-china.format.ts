import type { BankFormat } from './bank-format.js';

/** 中国银行：one signed column, the newest line first, dashes in empty cells. */
export const bankOfChina: BankFormat = {
  code: 'boc',
  name: '中国银行',
  columns: {
    date: '记账日期',
    amount: { signed: '金额' },
    balance: '余额',
    description: ['交易名称', '附言'],
    counterparty: '对方账户名',
    reference: null,
  },
};
