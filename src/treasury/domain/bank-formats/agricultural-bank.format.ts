import type { BankFormat } from './bank-format.js';

/** 中国农业银行：one signed column, days without separators, the number's title written with blanks. */
export const agriculturalBank: BankFormat = {
  code: 'abc',
  name: '中国农业银行',
  columns: {
    date: '交易日期',
    amount: { signed: '交易金额' },
    balance: '本次余额',
    description: ['交易摘要', '交易附言'],
    counterparty: '对手信息',
    reference: '日志号',
  },
};
