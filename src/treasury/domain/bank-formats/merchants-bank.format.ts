import type { BankFormat } from './bank-format.js';

/** 招商银行：one signed column. */
export const merchantsBank: BankFormat = {
  code: 'cmb',
  name: '招商银行',
  columns: {
    date: '记账日期',
    amount: { signed: '交易金额' },
    balance: '联机余额',
    description: ['交易摘要', '客户摘要'],
    counterparty: '对手信息',
    reference: null,
  },
};
