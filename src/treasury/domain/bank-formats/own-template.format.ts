import type { BankFormat } from './bank-format.js';

/** The template offered for download: a row 期初余额, the lines, a row 期末余额. */
export const ownTemplate: BankFormat = {
  code: 'gongzhang',
  name: '公账对账单模板',
  columns: {
    date: '日期',
    amount: { in: '收入', out: '支出' },
    balance: '余额',
    description: ['摘要'],
    counterparty: '对方户名',
    reference: '流水号',
  },
  balanceRows: { opening: '期初余额', closing: '期末余额' },
};

/** The template's titles in their order. */
export const OWN_TEMPLATE_TITLES = [
  '日期',
  '摘要',
  '对方户名',
  '流水号',
  '收入',
  '支出',
  '余额',
] as const;
